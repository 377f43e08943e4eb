import { typedAnswer } from '../content/answer-block.ts';
import { sectionIn } from '../content/entry.ts';
import { articlesOf, packIn, passagesOf } from '../content/pack.ts';
import type { Library, Locale, Pack, Passage } from '../content/pack.ts';
import type { UncoveredTopic, ServerEntry, Knowledge } from '../store/knowledge-store.ts';
import type { Steps } from '../time-slices.ts';
import type { PackPassage } from './outcome.ts';
import { questionHashes } from './question-hashes.ts';
import { equalShare, searchBudget } from './search-budget.ts';
import type { SearchBudget } from './search-budget.ts';
import { entryPassageId, SERVER_SLUG } from './servers.ts';

/** What a server taught in one language, and what of the articles it has to compete with. */
export interface ServerCorpus {
  readonly locale: Locale;
  /** To be searched. Whatever stands in it is a question with its answer, so that like is compared with like. */
  readonly pack: Pack;
  /** The server's own, by the passage in `pack`: its entries, and passages of articles that it added wordings to. */
  readonly own: ReadonlyMap<Passage, PackPassage>;
  /** All ways to ask for the server's own, word by word: questions come first, then other wordings. */
  readonly questions: readonly KeyedQuestion[];
  /** Passages of articles that are only there to compare with. */
  readonly others: ReadonlyMap<Passage, PackPassage>;
  /** By the topic in `pack`, which is its beginning where it is very long. */
  readonly topics: ReadonlyMap<string, UncoveredTopic>;
  /** All that can't be answered, whole. */
  readonly uncoveredTopics: readonly UncoveredTopic[];
}

/** A way to ask for something. */
interface KeyedQuestion {
  /** As `questionHashes` tells. */
  readonly keys: readonly string[];
  readonly found: PackPassage;
}

/**
 * A few entries alone would fit nearly everything: nothing would stand against them. Among so many passages of the
 * articles, without their wordings, they are found about as well as these, at a fraction of what the whole article costs.
 */
const MAX_ARTICLE_PASSAGES = 120;

/** All languages share one budget, so that many of them don't make a server larger. */
export function* serverCorpora(knowledge: Knowledge, library: Library): Steps<readonly ServerCorpus[]> {
  const locales = new Set([
    ...knowledge.entries.map(({ locale }) => locale),
    ...knowledge.wordings.map(({ passage }) => passage.locale),
    ...knowledge.uncoveredTopics.map(({ locale }) => locale),
  ]);
  const parts: CorpusParts[] = [];
  for (const locale of locales) parts.push(yield* partsIn(knowledge, library, locale));
  const searched = parts.flatMap(({ fitting }) => fitting.map((one) => one.searched));
  const budget = yield* searchBudget({
    texts: searched.map(({ plain }) => plain),
    wordings: searched.flatMap(({ heading, wordings }) => [heading, ...wordings]),
    topics: knowledge.uncoveredTopics.map(({ question }) => question),
  });
  const corpora: ServerCorpus[] = [];
  for (const one of parts) corpora.push(yield* serverCorpus(one, knowledge.revision, budget));
  return corpora;
}

/** What a server taught in one language, before it is known how much of it there is room for. */
interface CorpusParts {
  readonly locale: Locale;
  readonly packs: readonly Pack[];
  readonly questions: ServerCorpus['questions'];
  /** The server's own, as many wordings of each as are searched. */
  readonly fitting: readonly CorpusPassage[];
  readonly others: readonly CorpusPassage[];
  readonly topics: readonly UncoveredTopic[];
}

function* partsIn(knowledge: Knowledge, library: Library, locale: Locale): Steps<CorpusParts> {
  const added = yield* entriesIn(knowledge.entries, library, locale);
  const reworded = yield* rewordedIn(knowledge, library, locale);
  // Where two ask the same, the first has it.
  const own = [...added, ...reworded];
  const questions = yield* questionsOf(own);
  const packs = articlesOf(library).flatMap((slug) => packIn(library, slug, locale) ?? []);
  const isEntry = new Set(added.map(({ found }) => found));
  const asked = new Set(questions.flatMap(({ found, keys }) => (isEntry.has(found) ? keys.slice(0, 1) : [])));
  const same = new Set([...reworded.map(({ found }) => found.passage), ...(yield* asking(packs, asked))]);
  const others = packs
    .flatMap((pack) => comparable(pack).map((passage) => ({ pack, passage })))
    .filter(({ passage }) => !same.has(passage))
    .slice(0, MAX_ARTICLE_PASSAGES)
    .map((found) => ({ found, searched: withWordings(found.passage, headingOf(found.passage), []) }));
  return {
    locale,
    packs,
    questions,
    fitting: withinRoom(own, own.length + others.length),
    others,
    topics: knowledge.uncoveredTopics.filter((topic) => topic.locale === locale),
  };
}

function* serverCorpus(
  { locale, packs, questions, fitting, others, topics }: CorpusParts,
  revision: number,
  budget: SearchBudget,
): Steps<ServerCorpus> {
  const own: CorpusPassage[] = [];
  for (const { found, searched } of fitting) {
    const { heading, plain, wordings } = searched;
    own.push({
      found,
      searched: {
        ...searched,
        heading: budget.wording(heading),
        plain: budget.text(plain),
        wordings: wordings.map(budget.wording),
      },
    });
    yield;
  }
  const numbered = [...own, ...others].map(({ found, searched }, at) => ({
    found,
    searched: { ...searched, id: String(at), index: at + 1 },
  }));
  const byPassage = (list: typeof numbered) => new Map(list.map(({ found, searched }) => [searched, found]));
  return {
    locale,
    pack: {
      ...ownPack(locale, revision),
      faq: numbered.map(({ searched }) => searched),
      notCovered: [
        ...topics.map(({ question }) => ({ topic: budget.topic(question), wordings: [] })),
        ...packs.flatMap(({ notCovered }) => notCovered.map(({ topic }) => ({ topic, wordings: [] }))),
      ],
    },
    own: byPassage(numbered.slice(0, own.length)),
    questions,
    others: byPassage(numbered.slice(own.length)),
    topics: new Map(topics.map((topic) => [budget.topic(topic.question), topic])),
    uncoveredTopics: topics,
  };
}

/**
 * So many wordings that search has fewer than two a passage: with more, it would learn to tell passages apart by them,
 * which takes seconds for some hundred entries. Those that are left out are still found word by word.
 */
function withinRoom(own: readonly CorpusPassage[], room: number): readonly CorpusPassage[] {
  const each = equalShare(
    own.map(({ searched }) => searched.wordings.length),
    room - 1,
  );
  return own.map(({ found, searched }) => ({
    found,
    searched: { ...searched, wordings: searched.wordings.slice(0, each) },
  }));
}

interface CorpusPassage {
  readonly found: PackPassage;
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

function* entriesIn(
  entries: readonly ServerEntry[],
  library: Library,
  locale: Locale,
): Steps<readonly CorpusPassage[]> {
  const own = entries.filter((entry) => entry.locale === locale);
  const passages: Passage[] = [];
  for (const [at, entry] of own.entries()) {
    passages.push(passageOf(entry, at + 1));
    yield;
  }
  const pack: Pack = { ...ownPack(locale, 0), faq: passages, version: versionOf(own) };
  return own.flatMap((entry, at): readonly CorpusPassage[] => {
    const passage = passages[at];
    if (passage === undefined) return [];
    return [
      { found: { pack, passage, added: { entry, cites: citedBy(entry, library) } }, searched: passage },
    ];
  });
}

/** Changes when an entry does. */
function versionOf(entries: readonly ServerEntry[]): string {
  return `${entries.length}-${Math.max(0, ...entries.map(({ updatedAt }) => updatedAt))}`;
}

function passageOf({ id, question, answer, wordings }: ServerEntry, index: number): Passage {
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

function citedBy({ section: reference, locale }: ServerEntry, library: Library) {
  if (reference === null) return null;
  const pack = packIn(library, reference.slug, locale);
  const section = sectionIn(library, reference, locale);
  return pack === null || section === null ? null : { pack, section };
}

/** A wording of a passage that the content no longer has leads nowhere. */
function* rewordedIn(
  { wordings }: Knowledge,
  library: Library,
  locale: Locale,
): Steps<readonly CorpusPassage[]> {
  const byPassage = new Map<Passage, { readonly pack: Pack; readonly wordings: string[] }>();
  const packs = new Map(library.filter((pack) => pack.locale === locale).map((pack) => [pack.slug, pack]));
  const passages = new Map<string, ReadonlyMap<string, Passage>>();
  for (const { passage: reference, wording } of wordings) {
    yield;
    const pack = reference.locale === locale ? packs.get(reference.slug) : undefined;
    if (pack === undefined) continue;
    const byId = passages.get(pack.slug) ?? new Map(passagesOf(pack).map((one) => [one.id, one]));
    passages.set(pack.slug, byId);
    const passage = byId.get(reference.id);
    if (passage === undefined) continue;
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

/** Questions first, then other wordings. */
function* questionsOf(own: readonly CorpusPassage[]): Steps<readonly KeyedQuestion[]> {
  const questions: KeyedQuestion[] = [];
  for (const { found, searched } of own) {
    questions.push({ found, keys: questionHashes(searched.heading) });
    yield;
  }
  for (const { found, searched } of own) {
    for (const wording of searched.wordings) {
      questions.push({ found, keys: questionHashes(wording) });
      yield;
    }
  }
  return questions;
}

/** What already answers one of these questions: an entry that says it better must not have to compete with it. */
function* asking(packs: readonly Pack[], asked: ReadonlySet<string>): Steps<readonly Passage[]> {
  const same: Passage[] = [];
  for (const passage of packs.flatMap(({ faq }) => faq)) {
    if (keysOf(passage).some((key) => asked.has(key))) same.push(passage);
    yield;
  }
  return same;
}

/** Of passages of articles, which all servers are compared with. */
const keysByPassage = new WeakMap<Passage, readonly string[]>();

function keysOf(passage: Passage): readonly string[] {
  const known = keysByPassage.get(passage);
  if (known !== undefined) return known;
  const keys = [passage.heading, ...passage.wordings].flatMap((wording) =>
    questionHashes(wording).slice(0, 1),
  );
  keysByPassage.set(passage, keys);
  return keys;
}
