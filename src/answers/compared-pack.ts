import { typedAnswer } from '../content/answer-block.ts';
import { sectionIn } from '../content/entry.ts';
import { articlesOf, packIn, passagesOf } from '../content/pack.ts';
import type { Library, Locale, Pack, Passage } from '../content/pack.ts';
import { foldQuestion } from '../content/wordings.ts';
import type { AddedLine, Entry, Knowledge } from '../store/store.ts';
import type { Found } from './outcome.ts';
import { entryPassageId, SERVER_SLUG } from './servers.ts';

/** What a server taught in one language, and what of the articles it has to compete with. */
export interface ComparedPack {
  readonly locale: Locale;
  /** To be searched. Whatever stands in it is a question with its answer, so that like is compared with like. */
  readonly pack: Pack;
  /** The server's own, by the passage in `pack`: its entries, and passages of articles that it added wordings to. */
  readonly own: ReadonlyMap<Passage, Found>;
  /** All ways to ask for the server's own, word by word: questions come first, then other wordings. */
  readonly questions: readonly { readonly question: string; readonly found: Found }[];
  /** Passages of articles that are only there to compare with. */
  readonly others: ReadonlyMap<Passage, Found>;
  /** By the line in `pack`. */
  readonly lines: ReadonlyMap<string, AddedLine>;
}

/**
 * A few entries alone would fit nearly everything: nothing would stand against them. Among so many passages of the
 * articles, without their wordings, they are found about as well as these, at a fraction of what the whole article costs.
 */
const MOST_COMPARED = 120;

export function comparedPacks(knowledge: Knowledge, library: Library): readonly ComparedPack[] {
  const locales = new Set([
    ...knowledge.entries.map(({ locale }) => locale),
    ...knowledge.wordings.map(({ passage }) => passage.locale),
    ...knowledge.lines.map(({ locale }) => locale),
  ]);
  return [...locales].map((locale) => comparedPack(knowledge, library, locale));
}

function comparedPack(knowledge: Knowledge, library: Library, locale: Locale): ComparedPack {
  const added = entriesIn(knowledge.entries, library, locale);
  const reworded = rewordedIn(knowledge, library, locale);
  const lines = knowledge.lines.filter((line) => line.locale === locale);
  const packs = articlesOf(library).flatMap((slug) => packIn(library, slug, locale) ?? []);
  const same = new Set([
    ...reworded.map(({ found }) => found.passage),
    ...asking(
      packs,
      added.map(({ found }) => found.passage),
    ),
  ]);
  const others = packs
    .flatMap((pack) => comparable(pack).map((passage) => ({ pack, passage })))
    .filter(({ passage }) => !same.has(passage))
    .slice(0, MOST_COMPARED)
    .map((found) => ({ found, searched: withWordings(found.passage, headingOf(found.passage), []) }));
  // Where two ask the same, the first has it.
  const own = [...added, ...reworded];
  const fitting = withinRoom(own, own.length + others.length);
  const numbered = [...fitting, ...others].map(({ found, searched }, at) => ({
    found,
    searched: { ...searched, id: String(at), index: at + 1 },
  }));
  const byPassage = (list: typeof numbered) => new Map(list.map(({ found, searched }) => [searched, found]));
  return {
    locale,
    pack: {
      ...ownPack(locale, knowledge.revision),
      faq: numbered.map(({ searched }) => searched),
      notCovered: [
        ...lines.map(({ question }) => ({ line: question, wordings: [] })),
        ...packs.flatMap(({ notCovered }) => notCovered.map(({ line }) => ({ line, wordings: [] }))),
      ],
    },
    own: byPassage(numbered.slice(0, own.length)),
    questions: [
      ...own.map(({ found, searched }) => ({ question: searched.heading, found })),
      ...own.flatMap(({ found, searched }) => searched.wordings.map((question) => ({ question, found }))),
    ],
    others: byPassage(numbered.slice(own.length)),
    lines: new Map(lines.map((line) => [line.question, line])),
  };
}

/**
 * So many wordings that search has fewer than two a passage: with more, it would learn to tell passages apart by them,
 * which takes seconds for some hundred entries. Those that are left out are still found word by word.
 */
function withinRoom(own: readonly Compared[], room: number): readonly Compared[] {
  const most = Math.max(0, ...own.map(({ searched }) => searched.wordings.length));
  const counted = (each: number): number =>
    own.reduce((sum, { searched }) => sum + Math.min(each, searched.wordings.length), 0);
  let each = most;
  while (each > 0 && counted(each) >= room) each -= 1;
  return own.map(({ found, searched }) => ({
    found,
    searched: { ...searched, wordings: searched.wordings.slice(0, each) },
  }));
}

interface Compared {
  readonly found: Found;
  readonly searched: Passage;
}

function ownPack(locale: Locale, revision: number): Pack {
  return {
    slug: SERVER_SLUG,
    locale,
    title: '',
    source: '',
    url: null,
    published: null,
    summary: '',
    highlights: [],
    sections: [],
    faq: [],
    notCovered: [],
    version: String(revision),
  };
}

function entriesIn(entries: readonly Entry[], library: Library, locale: Locale): readonly Compared[] {
  const own = entries.filter((entry) => entry.locale === locale);
  const passages = own.map((entry, at) => passageOf(entry, at + 1));
  const pack: Pack = { ...ownPack(locale, 0), faq: passages, version: versionOf(own) };
  return own.flatMap((entry, at): readonly Compared[] => {
    const passage = passages[at];
    if (passage === undefined) return [];
    return [
      { found: { pack, passage, added: { entry, cites: citedBy(entry, library) } }, searched: passage },
    ];
  });
}

/** Changes when an entry does. */
function versionOf(entries: readonly Entry[]): string {
  return `${entries.length}-${Math.max(0, ...entries.map(({ updatedAt }) => updatedAt))}`;
}

function passageOf({ id, question, answer, wordings }: Entry, index: number): Passage {
  return {
    id: entryPassageId(id),
    kind: 'faq',
    index,
    section: null,
    heading: question,
    ...typedAnswer(answer),
    wordings,
  };
}

function citedBy({ section: reference, locale }: Entry, library: Library) {
  if (reference === null) return null;
  const pack = packIn(library, reference.slug, locale);
  const section = sectionIn(library, reference, locale);
  return pack === null || section === null ? null : { pack, section };
}

/** A wording of a passage that the content no longer has leads nowhere. */
function rewordedIn({ wordings }: Knowledge, library: Library, locale: Locale): readonly Compared[] {
  const byPassage = new Map<Passage, { readonly pack: Pack; readonly wordings: string[] }>();
  for (const { passage: reference, wording } of wordings) {
    if (reference.locale !== locale) continue;
    const pack = library.find((one) => one.slug === reference.slug && one.locale === locale);
    const passage = pack && passagesOf(pack).find(({ id }) => id === reference.id);
    if (pack === undefined || passage === undefined) continue;
    const known = byPassage.get(passage);
    if (known === undefined) byPassage.set(passage, { pack, wordings: [wording] });
    else known.wordings.push(wording);
  }
  return [...byPassage].map(([passage, { pack, wordings: own }]) => {
    const [first = '', ...rest] = own;
    return {
      found: { pack, passage },
      searched: withWordings(passage, first, [...rest, headingOf(passage)]),
    };
  });
}

function withWordings(passage: Passage, heading: string, wordings: readonly string[]): Passage {
  return { ...passage, kind: 'faq', section: null, heading, wordings };
}

/** All highlights have the same heading. */
function headingOf({ kind, heading, plain }: Passage): string {
  return kind === 'highlight' ? plain : heading;
}

function comparable(pack: Pack): readonly Passage[] {
  return [...pack.faq, ...pack.sections.flatMap(({ paragraphs }) => paragraphs)];
}

/** What already answers one of these questions: an entry that says it better must not have to compete with it. */
function asking(packs: readonly Pack[], entries: readonly Passage[]): readonly Passage[] {
  const asked = new Set(entries.flatMap(questionsOf));
  asked.delete('');
  return packs.flatMap(({ faq }) =>
    faq.filter((passage) => questionsOf(passage).some((one) => asked.has(one))),
  );
}

function questionsOf({ heading, wordings }: Passage): readonly string[] {
  return [heading, ...wordings].map(foldQuestion);
}
