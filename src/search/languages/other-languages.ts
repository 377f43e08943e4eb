import { languageIn, scriptOf } from '../../content/locale-match.ts';
import { languageOf } from './language.ts';
import { wordSet } from './phrases.ts';

/**
 * Words that questions are made of, in languages that we know nothing else about: what stands in nearly every sentence, and
 * what is asked with. Without accents, as people type them.
 */
const WORDS: Readonly<Record<string, string>> = {
  es: `puedo necesito cuesta cuestan hace funciona sirve existe pasa pasado significa donde cuando quien empieza abre cierra`,
  de: `kostet kosten gibt geht funktioniert bedeutet brauche brauchen heisst wieviel warum wieso welche welcher welches wann
    wer wie wo wird werden kann koennen konnen muss darf ich wir ihr sie mein meine euch uns mir mich nicht kein keine noch schon
    oeffnet offnet passiert`,
  it: `che chi cosa come quando dove quanto quanta quanti quante perche quale quali il lo gli della del dei delle degli
    dal dalla nel nella sul sulla con una uno sono sei siamo posso puo possono devo deve questo questa questi quello
    quella mio mia tuo suo sua anche ancora gia non piu molto costa costano funziona serve bisogna si ci io noi voi
    loro stato fatto essere fare avere ha hanno ho c e`,
  pt: `que se quem qual quais quando onde quanto quanta quantos quantas porque como o os um uma uns umas do da dos das no na
    nos nas pelo pela ao aos com sem para por nao sim ja ainda tambem mais muito isso isto esse essa este esta aquele ele
    ela eles elas eu voce voces meu minha seu sua posso pode podem devo deve preciso custa custam funciona fazer faz ser
    esta estao foi sao tem tenho ha`,
  nl: `het een van wat wie waar wanneer hoe hoeveel waarom welke kost kosten is zijn was waren wordt worden kan kun kunnen
    moet moeten mag mogen heb hebt heeft hebben ik je jij jullie wij ze zij hij mijn onze deze dit dat die niet geen
    nog ook maar voor naar met bij uit aan op over als dan er gaat doet werkt betekent krijg`,
  sv: `vad vem var nar hur varfor vilken vilket vilka kostar mycket manga ar och att det den ett en som for med pa av till
    fran inte ingen kan ska skall maste far har hade jag du ni vi han hon dom min mitt mina er era finns fungerar gor gar
    blir blev nagon nagot ocksa eller`,
  da: `hvad hvem hvor hvornar hvordan hvorfor hvilken hvilket hvilke koster meget mange er og at det den et en som til
    med pa af fra ikke ingen kan skal ma har havde jeg du i vi han hun min mit mine findes virker gor gar bliver blev
    nogen noget ogsa eller hvis`,
  no: `hva hvem hvor nar hvordan hvorfor hvilken hvilke koster mye mange er og at det den et en som til med pa av fra
    ikke ingen kan skal ma har hadde jeg du dere vi han hun min mitt mine finnes fungerer gjor gar blir ble noen noe
    ogsa eller hvis`,
  fi: `mita mika mitka kuka missa mista mihin milloin miten miksi kuinka paljon paljonko montako mitakaan onko on ovat oli
    olen olet voi voin voiko voinko saa saako saanko taytyy pitaako ei en et ja tai etta jos kun niin se ne tama nama
    minun sinun minulla maksaa toimii tapahtuu tarkoittaa`,
  pl: `co kto gdzie kiedy jak ile dlaczego czemu czy jaki jaka jakie ktory ktora ktore jest sa byl byla bylo bedzie
    moge mozna moze musze trzeba mam masz ma nie tak i oraz lub ale w we z ze na do od po przy dla o to ten ta te tego tej
    sie mnie ja ty my wy on ona oni moj moja kosztuje dziala znaczy`,
  cs: `co kdo kde kdy jak kolik proc jaky jaka jake ktery ktera ktere je jsou byl byla bylo bude muzu mohu lze musim mam
    mate ma ne ano a nebo ale v ve z ze na do od po pri pro o to ten ta te toho se si ja ty my vy on ona oni muj moje stoji
    funguje znamena`,
  ro: `se ce daca cine unde cand cum cat cati cate costa de este sunt era fost va pot poate pot trebuie am ai are avem nu da si sau
    dar in din la pe cu pentru despre care acest aceasta acesta un o lui ei eu tu noi voi mea meu functioneaza inseamna`,
  hu: `mi mit ki hol hova mikor hogyan mennyi mennyibe hany miert melyik van vannak volt lesz lehet tudok kell kellene
    nem igen es vagy de egy az ez ezt azt ha hogy mert nekem neked kerul mukodik jelent a meg csak`,
  tr: `ne nedir kim nerede nereye zaman nasil kac kadar neden nicin hangi hangisi mi mu midir var yok oldu olacak
    olarak icin ile ve veya ama bir bu su o ben sen biz siz onlar benim nasil yapabilirim calisiyor demek lazim gerekiyor
    misin miyim`,
  id: `apa siapa dimana mana kapan bagaimana berapa kenapa mengapa apakah yang dan atau tetapi untuk dengan dari pada
    ke di ini itu adalah ada tidak bukan sudah belum akan bisa dapat harus saya aku kamu anda kami kita mereka harga
    biaya cara`,
  fr: ``,
  en: ``,
};

/** Scripts that are told by their letters; of Chinese, Japanese and Korean what their locales name. */
const SCRIPTS: readonly { readonly letters: RegExp; readonly of: readonly string[] }[] = [
  { letters: /\p{Script=Cyrillic}/gu, of: ['Cyrl'] },
  { letters: /\p{Script=Greek}/gu, of: ['Grek'] },
  { letters: /\p{Script=Arabic}/gu, of: ['Arab'] },
  { letters: /\p{Script=Hebrew}/gu, of: ['Hebr'] },
  { letters: /\p{Script=Devanagari}/gu, of: ['Deva'] },
  { letters: /\p{Script=Thai}/gu, of: ['Thai'] },
  { letters: /[\p{Script=Hiragana}\p{Script=Katakana}]/gu, of: ['Jpan'] },
  { letters: /\p{Script=Hangul}/gu, of: ['Kore'] },
  { letters: /\p{Script=Han}/gu, of: ['Hans', 'Hant', 'Jpan'] },
];

/** A name or two in another script make no question in it. */
const MIN_LETTERS = 2;
const MIN_SCRIPT_SHARE = 0.4;

/** So many words of a language make it likely; one alone may be a name or a slip. */
const MIN_WORDS = 2;
const MIN_WORD_SHARE = 0.3;

/**
 * The language that a question is asked in, where it is clearly none of these: its code, or `und` with the script that tells.
 * Null wherever that isn't sure. It is far likelier to miss one than to name one wrongly.
 * @param locales those that the question may well be in: `en`, `pt-BR`
 */
export function otherLanguageOf(question: string, locales: readonly string[]): string | null {
  const plain = question.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  // A letter by itself is short for something, or a part's name.
  const words = [...new Set(plain.replaceAll('ß', 'ss').match(/\p{L}{2,}/gu) ?? [])];
  const spoken = locales.map((locale) => {
    const language = languageIn(locale);
    return { language, usual: new Set(words.filter((word) => isUsual(word, language))) };
  });
  const scripts = scriptsOf(question);
  if (scripts !== null) {
    // `who is Пушкин` is asked in English.
    const isSpoken =
      spoken.some(({ usual }) => usual.size > 0) ||
      locales.map(scriptOf).some((one) => scripts.includes(one));
    return isSpoken ? null : `und-${scripts[0] ?? ''}`;
  }
  return byWords(words, spoken);
}

/** The scripts that a question in other letters than Latin may be in, if most of it is. */
function scriptsOf(question: string): readonly string[] | null {
  if (!/[^\p{Script=Latin}\P{L}]/u.test(question)) return null;
  const letters = question.match(/\p{L}/gu)?.length ?? 0;
  const found = SCRIPTS.find((script) => {
    const count = question.match(script.letters)?.length ?? 0;
    return count >= MIN_LETTERS && count >= letters * MIN_SCRIPT_SHARE;
  });
  return found?.of ?? null;
}

interface Spoken {
  readonly language: string;
  /** The words that say nothing of another language. */
  readonly usual: ReadonlySet<string>;
}

/** The language that knows most of what each of the others finds strange. */
function byWords(words: readonly string[], spoken: readonly Spoken[]): string | null {
  let best: { readonly language: string; readonly lead: number } | null = null;
  for (const language of Object.keys(WORDS)) {
    if (spoken.some((one) => one.language === language)) continue;
    const known = wordsOf(language);
    const mine = words.filter((word) => known.has(word));
    const leads = spoken.map(({ usual }) => {
      const strange = mine.filter((word) => !usual.has(word)).length;
      const isClear =
        strange >= MIN_WORDS && strange > usual.size && strange >= words.length * MIN_WORD_SHARE;
      return isClear ? strange : 0;
    });
    const lead = Math.min(...leads);
    if (lead > (best?.lead ?? 0)) best = { language, lead };
  }
  return best?.language ?? null;
}

function isUsual(word: string, language: string): boolean {
  const { stopWords, chatter, shortForms, everyday, stem } = languageOf(language);
  return stopWords.has(word) || chatter.has(word) || shortForms.has(word) || everyday.has(stem(word));
}

const read = new Map<string, ReadonlySet<string>>();

function wordsOf(language: string): ReadonlySet<string> {
  const known = read.get(language);
  if (known !== undefined) return known;
  const { stopWords } = languageOf(language);
  const words = new Set([...stopWords, ...wordSet(WORDS[language] ?? '')]);
  read.set(language, words);
  return words;
}
