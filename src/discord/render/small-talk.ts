import type { SmallTalk } from '../../answers/answers.ts';
import { packIn, type Library, type Locale, type Pack } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import { button, buttonRows, message } from './message.ts';
import { citation, readerId } from './text-page.ts';

/** As many articles as can be offered in a row beside the help. */
const MAX_ARTICLES = 3;

/** One line, and where to go on. */
export function smallTalkMessage(
  kind: SmallTalk | 'unclear',
  {
    library,
    locale,
    texts,
    articles,
  }: {
    readonly library: Library;
    readonly locale: Locale;
    readonly texts: Texts;
    /** By slug: those that are on there, or the one whose command was used. */
    readonly articles: readonly string[];
  },
): MessageBody {
  const all = articles.flatMap((one) => packIn(library, one, locale) ?? []);
  const packs = all.slice(0, MAX_ARTICLES);
  const help = button(texts.talk.whatICanDo, customId('help', 'go', 1), { primary: kind === 'help' });
  const browse = packs.map((pack) =>
    button(packs.length === 1 ? texts.talk.browse : pack.title, readerId('open', { pack, part: 'faq' })),
  );
  return message({
    content: textOf(kind, packs, all.length - packs.length, texts),
    rows: buttonRows(kind === 'farewell' ? [] : kind === 'insult' ? browse : [help, ...browse]),
  });
}

function textOf(kind: SmallTalk | 'unclear', packs: readonly Pack[], others: number, texts: Texts): string {
  const { talk, articles } = texts;
  if (kind !== 'source' || packs.length === 0) return talk[kind];
  const sources = packs.map((pack) => citation(pack, null, texts));
  return talk.sourceOf([...sources, ...(others === 0 ? [] : [articles.andMore(others)])].join(' · '));
}
