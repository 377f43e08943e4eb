import type { Pack } from '../content/pack.ts';
import { runAtOnce, type Steps } from '../time-slices.ts';
import { createCandidates } from './candidates.ts';
import type { TextVectors } from './embedder.ts';
import { entriesOf } from './entries.ts';
import type { LexicalSearchIndex } from './hit.ts';
import { GENERIC_QUESTIONS } from './languages/generic-questions.ts';
import { languageOf } from './languages/language.ts';
import { prepareEntry, tokensOf } from './prepared-entry.ts';
import type { EntryTokens, PreparedEntry } from './prepared-entry.ts';
import { createReadQuestion } from './question.ts';
import type { ReadingMemory } from './question.ts';
import { densityOf } from './ranking.ts';
import { createRetrieval, exactWordings } from './retrieval.ts';
import type { RetrievalParts, Retrieve } from './retrieval.ts';
import { createSearch } from './search.ts';
import { createSemanticIndex, textsToEmbed } from './semantic-index.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { createSuggest } from './suggest.ts';
import { trainTextClassifier } from './text-classifier.ts';
import type { Example } from './text-classifier.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWrittenNames } from './written-names.ts';

/** About 2 MB when it is full. */
const ROOMY: ReadingMemory = { words: 5_000, questions: 50 };

/** Reads a pack once, so that every question after is quick. */
export function* buildIndex(pack: Pack, memory: ReadingMemory = ROOMY): Steps<LexicalSearchIndex> {
  const parts = yield* readPack(pack, memory);
  const search = createSearch(createRetrieval({ ...parts, semantic: null }), parts.density);
  const understood = (query: string): number => parts.readQuestion(query).understood;
  const suggest = yield* createSuggest(pack, parts.language, { search, readQuestion: parts.readQuestion });
  return {
    understood,
    textToEmbed: () => null,
    search,
    suggest,
    *withVectors(vectors) {
      const semantic = yield* semanticFor(parts, vectors);
      return semantic === null
        ? null
        : {
            understood,
            textToEmbed: (query) => (query.trim() === '' ? null : parts.readQuestion(query).mended),
            search: createSearch(createRetrieval({ ...parts, semantic }), parts.density),
            suggest,
          };
    },
  };
}

/** The texts whose vectors `LexicalSearchIndex.withVectors` needs. */
export function textsOf(pack: Pack): readonly string[] {
  return [...GENERIC_QUESTIONS, ...entriesOf(pack).flatMap(textsToEmbed)];
}

/** What ranking is learned from. */
export interface ReadPack {
  readonly density: number;
  /** A question, its slips mended: what to take the vector of. */
  readonly mended: (query: string) => string;
  readonly retrieveWith: (vectors: TextVectors | null) => Retrieve;
}

export function readForTraining(pack: Pack): ReadPack {
  const parts = runAtOnce(readPack(pack, ROOMY));
  return {
    density: parts.density,
    mended: (query) => parts.readQuestion(query).mended,
    retrieveWith: (vectors) =>
      createRetrieval({
        ...parts,
        semantic: vectors === null ? null : runAtOnce(semanticFor(parts, vectors)),
      }),
  };
}

function semanticFor({ entries }: PackParts, vectors: TextVectors): Steps<SemanticIndex | null> {
  return createSemanticIndex(
    entries.map(({ entry }) => entry),
    vectors,
  );
}

interface PackParts extends Omit<RetrievalParts, 'semantic'> {
  readonly density: number;
}

/** Everything about a pack that is needed to answer from its words alone. */
function* readPack(pack: Pack, memory: ReadingMemory): Steps<PackParts> {
  const language = languageOf(pack.locale);
  const entries = entriesOf(pack);
  const entryTokens: EntryTokens[] = [];
  for (const entry of entries) {
    entryTokens.push(tokensOf(entry, language));
    yield;
  }
  const vocabulary = yield* createVocabulary(
    entryTokens,
    yield* createWrittenNames(entries, language),
    language,
  );
  const prepared: PreparedEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    const read = entryTokens[at] ?? { wordings: [], heading: [], sentences: [] };
    prepared.push(prepareEntry(entry, read, vocabulary, language));
    yield;
  }
  return {
    entries: prepared,
    stems: vocabulary.size,
    exact: yield* exactWordings(prepared, language),
    findCandidates: yield* createCandidates(entryTokens),
    classifier: yield* trainTextClassifier(examplesOf(entryTokens), entries.length),
    readQuestion: createReadQuestion(vocabulary, language, memory),
    language,
    density: densityOf(
      pack.faq.reduce((sum, { wordings }) => sum + wordings.length + 1, 0),
      pack.faq.length,
    ),
  };
}

/** Its wordings, and its heading; where it has none, its sentences. */
function examplesOf(entries: readonly EntryTokens[]): readonly Example[] {
  return entries.flatMap(({ wordings, heading, sentences }, label) => {
    const asked = [...wordings, heading].filter((words) => words.length > 0);
    const texts = wordings.length > 0 ? asked : [...asked, ...sentences];
    return texts.map((words) => ({ words: words.map(({ word }) => word), label }));
  });
}
