import { fold, foldHeading, withoutEnd } from '../content/headings.ts';

/** Longer ones are sentences of the text. */
const MAX_QUESTION = 250;

/** Whether a line ends as a question does, in any script. */
export function endsAsQuestion(text: string): boolean {
  return text.length <= MAX_QUESTION && /[?？؟][\s"'”»)\]*_]*$/u.test(text);
}

/** How questions begin; as headings, many end without a question mark. */
const QUESTION_START =
  /^(?:how|what|what's|why|when|where|who|which|whose|can|could|do|does|did|is|are|was|were|should|will|would|may|must|am|has|have|comment|pourquoi|quand|où|qui|quel|quels|quelle|quelles|combien|est-ce|peut-on|puis-je|qu'est-ce|wie|was|warum|wieso|wann|wo|wer|welche|welcher|welches|kann|darf|gibt|cómo|qué|cuándo|dónde|quién|cuál|cuánto|puedo|como|quando|onde|quem|qual|posso|come|perché|dove|chi|quale|hoe|waarom|wanneer|как|что|почему|когда|где|кто|можно)(?![\p{L}\p{N}])/iu;

const CHINESE_QUESTION =
  /^(?:如何|怎么|怎样|为什么|為什麼|什么是|什麼是|是否|能否|哪些|哪里|谁)|(?:吗|嗎|呢|什么|什麼|为什么|怎么办|怎麼辦|ですか|ますか|か)[？?]?$/u;

/**
 * Whether a heading or a bold line may ask something. Where questions are expected, `How it came back` is one, too; content's
 * `isQuestion` takes only what is one anywhere.
 */
export function mayAsk(heading: string): boolean {
  const text = withoutNumber(heading).trim();
  if (text.length > MAX_QUESTION || !/\p{L}/u.test(text)) return false;
  return endsAsQuestion(text) || QUESTION_START.test(text) || CHINESE_QUESTION.test(text);
}

/** Without `1.`, `2.3`, `Q4:` and the like before it. */
export function withoutNumber(text: string): string {
  return text.replace(
    /^\s*(?:(?:Q(?:uestion)?|F(?:rage)?|问题?|問題?)\s{0,3}\d{0,3}\s{0,3}[.:：)]|(?:\d{1,3}[.)、]){1,3}(?:\d{1,3})?(?=[\s\p{Lo}])|\d{1,3}(?:\.\d{1,3}){1,3}(?=\s)|第?[一二三四五六七八九十]{1,3}[、.．])\s*/iu,
    '',
  );
}

const FAQ =
  /(?<![\p{L}\p{N}])(?:faqs?|frequently[ -]asked(?: questions)?|common questions|q\s{0,2}&\s{0,2}a|questions? (?:and|&) answers?|foire aux questions|questions? (?:fréquentes?|courantes?)|questions? (?:et|&) réponses?|häufig(?:e| gestellte) fragen|fragen und antworten|preguntas frecuentes|perguntas frequentes|domande frequenti|veelgestelde vragen)(?![\p{L}\p{N}])|常见问题|常見問題|常问问题|问答|問答|よくある(?:ご)?質問|자주 묻는 질문|часто задаваемые вопросы/iu;

/** Whether a title or a heading says that questions and their answers stand below it. */
export function isFaqHeading(heading: string): boolean {
  return heading.length <= 100 && FAQ.test(heading.normalize('NFC').replace(/[_-]/g, ' '));
}

const HIGHLIGHTS = headings(
  'highlights|key highlights|article highlights|key takeaways|takeaways|key points|main points|key facts|at a glance|tl;dr|tldr|in brief|points clés|points forts|à retenir|l essentiel|en bref|kernpunkte|das wichtigste|das wichtigste in kürze|auf einen blick|puntos clave|lo más importante|pontos principais|punti chiave|要点|重點|重点|核心要点|ポイント|핵심 요약|главное',
);

export function isHighlightsHeading(heading: string): boolean {
  return HIGHLIGHTS.has(key(heading));
}

const CONTENTS = headings(
  'contents|table of contents|toc|on this page|in this article|in this guide|in this post|page contents|article contents|what is in this article|sommaire|table des matières|dans cet article|sur cette page|au sommaire|inhalt|inhaltsverzeichnis|in diesem artikel|auf dieser seite|índice|contenido|tabla de contenidos|en este artículo|sumário|conteúdo|indice|contenuti|inhoud|inhoudsopgave|目录|目錄|本文目录|文章目录|目次|もくじ|목차|содержание|оглавление',
);

export function isContentsHeading(heading: string): boolean {
  return CONTENTS.has(key(heading));
}

function headings(words: string): ReadonlySet<string> {
  return new Set(words.split('|').map(key));
}

/** As headings are compared here: signs make no difference, either. */
function key(heading: string): string {
  return foldHeading(heading)
    .replace(/[^\p{L}\p{N};]+/gu, ' ')
    .trim();
}

/** As an entry of a table of contents is compared with the headings that it may name. */
export function contentsKey(text: string): string {
  return withoutEnd(fold(withoutNumber(text)), /[\s:：.#¶…\d]/u) || fold(text);
}

/** Whole lines that belong to a page and not to its article, in the languages that such pages are most often in. */
const FURNITURE: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:©|\(c\)|copyright\b|all rights reserved|tous droits réservés|alle rechte vorbehalten|版权所有|著作権).{0,150}$/iu,
    'copyright',
  ],
  [
    /^(?:\W{0,4})(?:back to (?:the )?top|to top|top ↑|⬆️?|↑|retour en haut|haut de page|nach oben|zum seitenanfang|volver arriba|回到顶部|返回顶部|トップへ戻る)(?:\W{0,4})$/iu,
    'leads to the top of the page',
  ],
  [
    /^(?:share|share (?:this|on|article)\b.{0,40}|tweet|partager(?: (?:cet|sur)\b.{0,40})?|teilen|compartir|分享(?:到|至)?.{0,20}|シェア|facebook|twitter|linkedin|whatsapp|pinterest|reddit|copy link|copier le lien|print|imprimer|email this.{0,30})$/iu,
    'a button to share',
  ],
  [
    /^(?:menu|search|rechercher|suche|buscar|搜索|close|fermer|home|accueil|startseite|inicio|首页|log ?in|sign ?(?:in|up)|se connecter|anmelden|登录|注册|cart|panier|warenkorb|subscribe|s'abonner|skip to (?:main )?content|aller au contenu|zum inhalt springen|read more|lire la suite|weiterlesen|leer más|阅读更多|load more|show (?:more|less)|toggle (?:navigation|menu|theme)|advertisement|publicité|anzeige|sponsored|广告)$/iu,
    'a control of the page',
  ],
  [
    /^(?:\d{1,3} ?(?:min(?:ute)?s?|minuten?)\.? (?:read|de lecture|lesezeit|de lectura).{0,10}|(?:reading time|temps de lecture|lesezeit)\s?:?\s?.{1,20}|阅读时间.{0,15}|\d{1,6} ?(?:views|vues|comments|commentaires|shares|次阅读))$/iu,
    'how long it takes to read, or how many did',
  ],
  [
    /^(?:edit this page(?: on \w+)?|edit on github|improve this page|modifier cette page|seite bearbeiten|编辑此页|was this (?:page|article) helpful\??.{0,20}|last (?:updated|modified)(?: (?:on|by)\b.{0,60})?:?.{0,40}|previous(?: (?:post|article|page))?|next(?: (?:post|article|page))?|←.{0,80}|.{0,80}→|article précédent|article suivant|上一篇.{0,60}|下一篇.{0,60})$/iu,
    'a control of the page',
  ],
  [
    /^(?:accept(?: all)? cookies|we use cookies.{0,200}|nous utilisons des cookies.{0,200}|cookie (?:settings|policy|preferences)|privacy policy|terms (?:of (?:service|use)|and conditions)|politique de confidentialité|mentions légales|datenschutz(?:erklärung)?|impressum|隐私政策|使用条款)$/iu,
    'a notice of the site',
  ],
];

/** Why a line is no part of the article; null where it may be. */
export function furnitureIn(text: string): string | null {
  const line = text.replace(/\s+/gu, ' ').trim();
  if (line.length > 250) return null;
  return FURNITURE.find(([pattern]) => pattern.test(line))?.[1] ?? null;
}

/** What stands below an article on its page: all short lines from here on are the page's. */
export function isEndOfArticle(text: string): boolean {
  return /^(?:related (?:articles?|posts?|stories|reading)|you (?:may|might) also like|more from .{1,40}|recommended(?: for you)?|leave a (?:comment|reply)|comments(?: \(\d+\))?|post a comment|about the author|newsletter|sign up for our newsletter|subscribe to our newsletter|share this(?: (?:article|post|story))?|articles? (?:similaires?|liés|connexes)|à lire aussi|laisser un commentaire|commentaires|ähnliche (?:artikel|beiträge)|das könnte .{1,40}|kommentare|artículos relacionados|相关文章|相关阅读|推荐阅读|猜你喜欢|评论|発表|関連記事)\s?[:：]?$/iu.test(
    text.trim(),
  );
}

/** Who wrote it. */
export function isByline(text: string): boolean {
  return (
    /^(?:(?:written |posted |published )?by|par|von|por|di|door|作者|文|撰文)(?:\s?[:：]\s?|\s|$).{0,80}$/iu.test(
      text.trim(),
    ) && !/[.!?。]$/u.test(text.trim())
  );
}
