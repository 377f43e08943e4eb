import { readSet } from '../bench/data-sets.ts';
import type { PackQuestions } from '../bench/data-set.ts';
import { shuffled } from '../bench/random.ts';
import { createRandom, type Random } from '../src/search/random.ts';
import type { EvalQuestion } from '../src/cli/eval-question.ts';
import type { NotCovered, Pack, Passage } from '../src/content/pack.ts';
import { nearlyVerbatim } from './near-verbatim.ts';

/** A question to learn from. */
export interface Example extends EvalQuestion {
  /** The uncovered topic that it asks for, where that is known. */
  readonly topic: string | null;
}

/** Sets whose figures are told together. */
export const GROUPS = [
  'articles',
  'many wordings',
  'verbatim',
  'small',
  'strangers',
  'banking',
  'clinc',
] as const;
export type Group = (typeof GROUPS)[number];

export interface LearningSet {
  readonly group: Group;
  /** Sets of one family are held out together. */
  readonly family: string;
  readonly pack: Pack;
  readonly examples: readonly Example[];
  /** How much one of its questions counts. */
  readonly weight: number;
  /** Whether the reader learned from its questions: what it says of them tells nothing about others. */
  readonly read: boolean;
}

const INTENT_WEIGHT = 0.25;
const OUT_OF_DOMAIN_WEIGHT = 0.6;
const VERBATIM_WEIGHT = 0.3;

export async function readLearningSets(directory: string): Promise<readonly LearningSet[]> {
  const [learned, calibrated, dense, own, banking, clinc] = await Promise.all([
    readSet('learn', directory),
    readSet('calibrate', directory),
    readSet('calibrate-dense', directory),
    readSet('articles', directory),
    readSet('banking', directory),
    readSet('clinc', directory),
  ]);
  const written: readonly WrittenPart[] = [
    ...[...learned.sets, ...own.sets].flatMap(({ parts }) => parts).map((part) => ({ ...part, read: true })),
    ...calibrated.sets.flatMap(({ parts }) => parts).map((part) => ({ ...part, read: false })),
  ];
  const manyWordings = dense.sets
    .flatMap(({ parts }) => parts)
    .map((part): WrittenPart => ({ ...part, read: false }));
  const questions = [
    ...written.flatMap(({ pack, questions: asked }) =>
      asked.map(({ query }) => ({ query, from: pack.slug })),
    ),
    ...[banking, clinc].flatMap(({ sets }) =>
      (sets[0]?.parts[0]?.questions ?? []).map(({ query }) => ({ query, from: 'intents' })),
    ),
  ];
  return [
    ...written.map(writtenSet),
    ...manyWordings.map((part): LearningSet => ({ ...writtenSet(part), group: 'many wordings' })),
    ...[...written, ...manyWordings].map((part, at) => outOfDomainSet(part, questions, at)),
    ...[
      ...[...written, ...manyWordings].map(verbatimSet),
      ...written.map((part, at) => smallSet(part, questions, at)),
    ].filter(({ examples }) => examples.length > 0),
    ...intentSets('banking', banking.sets[0]?.parts[0]),
    ...intentSets('clinc', clinc.sets[0]?.parts[0]),
  ];
}

type WrittenPart = PackQuestions & Pick<LearningSet, 'read'>;

function writtenSet({ pack, questions, read }: WrittenPart): LearningSet {
  return {
    group: 'articles',
    family: pack.slug,
    pack,
    examples: questions.map((question) => ({ ...question, topic: null })),
    weight: 1,
    read,
  };
}

const OUT_OF_DOMAIN = 30;

/** What is asked of articles, by the article. */
type Asked = readonly { readonly query: string; readonly from: string }[];

/** Each pack is also asked what others ask of other articles: nobody can answer that from it. */
function outOfDomainSet(part: WrittenPart, questions: Asked, seed: number): LearningSet {
  const { pack, read } = part;
  return {
    group: 'strangers',
    family: pack.slug,
    pack,
    examples: outOfDomain(part, questions, createRandom(seed), OUT_OF_DOMAIN),
    weight: OUT_OF_DOMAIN_WEIGHT,
    read,
  };
}

function outOfDomain(
  { pack }: WrittenPart,
  questions: Asked,
  random: Random,
  count: number,
): readonly Example[] {
  return shuffled(
    random,
    questions.filter(({ from }) => from !== pack.slug),
  )
    .slice(0, count)
    .map(({ query }) => ({ ...example(query, null), kind: 'stranger' }));
}

/** Whoever picks a question from a list of them, or has read it, types it nearly as it stands. */
function verbatimSet({ pack, read }: WrittenPart, seed: number): LearningSet {
  const random = createRandom(seed);
  return {
    group: 'verbatim',
    family: pack.slug,
    pack,
    examples: pack.faq.map(({ heading, index }) => example(nearlyVerbatim(heading, random), index)),
    weight: VERBATIM_WEIGHT,
    read,
  };
}

const SMALL = 3;
const VERBATIM_OF_SMALL = 2;
const OUT_OF_DOMAIN_OF_SMALL = 6;

/** A FAQ as it begins: three questions and nothing else. */
function smallSet(part: WrittenPart, questions: Asked, seed: number): LearningSet {
  const random = createRandom(seed);
  const { pack, read } = part;
  const faq = shuffled(random, pack.faq)
    .slice(0, SMALL)
    .map((passage, at): Passage => ({ ...passage, id: `faq/${at + 1}`, index: at + 1, section: null }));
  const verbatim = faq.flatMap(({ heading, index }) =>
    Array.from({ length: VERBATIM_OF_SMALL }, () => example(nearlyVerbatim(heading, random), index)),
  );
  return {
    group: 'small',
    family: pack.slug,
    pack: { ...pack, highlights: [], sections: [], faq, notCovered: [] },
    examples:
      faq.length < SMALL
        ? []
        : [...verbatim, ...outOfDomain(part, questions, random, OUT_OF_DOMAIN_OF_SMALL)],
    weight: VERBATIM_WEIGHT,
    read,
  };
}

const FEW = 10;
const MANY = 80;
const QUESTIONS = 250;
/** So many entries are left out of the pack: what asks for them can't be answered. */
const HELD_OUT = 0.25;
/** So many of these are uncovered topics instead, with so many wordings each. */
const TOPICS = 0.5;
const TOPIC_WORDINGS = 4;

/** Entries with a few wordings each, some entries missing or named as not covered; and with most wordings. */
function intentSets(family: 'banking' | 'clinc', part: PackQuestions | undefined): readonly LearningSet[] {
  if (part === undefined) return [];
  return [
    intentSet(family, part.pack, { wordings: FEW, heldOut: HELD_OUT, topics: 0, seed: 1 }),
    intentSet(family, part.pack, { wordings: FEW, heldOut: 0, topics: 0, seed: 2 }),
    intentSet(family, part.pack, { wordings: MANY, heldOut: 0.1, topics: 0, seed: 3 }),
    intentSet(family, part.pack, {
      wordings: FEW,
      heldOut: 0.5,
      topics: TOPICS,
      seed: 4,
    }),
  ];
}

function intentSet(
  family: 'banking' | 'clinc',
  pack: Pack,
  options: {
    readonly wordings: number;
    readonly heldOut: number;
    readonly topics: number;
    readonly seed: number;
  },
): LearningSet {
  const random = createRandom(options.seed);
  const entries = shuffled(random, pack.faq);
  const left = Math.round(entries.length * options.heldOut);
  const examples: Example[] = [];
  const unanswerable: Example[] = [];
  const faq = entries.slice(left).map((passage, at): Passage => {
    const texts = shuffled(random, [passage.heading, ...passage.wordings]);
    const kept = texts.slice(0, Math.min(options.wordings, Math.floor(texts.length * 0.8)));
    for (const query of texts.slice(kept.length)) examples.push(example(query, at + 1));
    return {
      ...passage,
      id: `faq/${at + 1}`,
      index: at + 1,
      heading: kept[0] ?? passage.heading,
      wordings: kept.slice(1),
    };
  });
  const named = Math.round(left * options.topics);
  const notCovered = entries.slice(0, named).map(({ heading, wordings }): NotCovered => {
    const [topic = heading, ...others] = shuffled(random, [heading, ...wordings]);
    for (const query of others.slice(TOPIC_WORDINGS)) unanswerable.push({ ...example(query, null), topic });
    return { topic, wordings: others.slice(0, TOPIC_WORDINGS) };
  });
  for (const { heading, wordings } of entries.slice(named, left)) {
    unanswerable.push(...[heading, ...wordings].map((query) => example(query, null)));
  }
  return {
    group: family,
    family,
    pack: { ...pack, faq, notCovered },
    examples: [
      ...shuffled(random, examples).slice(0, QUESTIONS),
      ...shuffled(random, unanswerable).slice(0, Math.round(QUESTIONS * options.heldOut)),
    ],
    weight: INTENT_WEIGHT,
    read: false,
  };
}

function example(query: string, index: number | null): Example {
  return {
    query,
    kind: index === null ? 'out of scope' : 'in scope',
    expect: index === null ? [] : [{ kind: 'faq', index }],
    mention: [],
    locale: 'en',
    topic: null,
  };
}
