import type { Pack } from '../content/pack.ts';
import { createCandidates } from './candidates.ts';
import type { TextVectors } from './embedder.ts';
import { entriesOf } from './entries.ts';
import type { LexicalSearchIndex } from './hit.ts';
import { GENERIC_QUESTIONS } from './languages/generic-questions.ts';
import { languageOf } from './languages/language.ts';
import { prepareEntry, tokensOf } from './prepared-entry.ts';
import type { EntryTokens } from './prepared-entry.ts';
import { createReadQuestion } from './question.ts';
import type { ReadingMemory } from './question.ts';
import { densityOf } from './ranking.ts';
import { createRetrieval } from './retrieval.ts';
import type { RetrievalParts, Retrieve } from './retrieval.ts';
import { createSearch } from './search.ts';
import { createSemanticIndex, textsToEmbed } from './semantic-index.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { createSuggest } from './suggest.ts';
import { trainTextClassifier } from './text-classifier.ts';
import type { Example } from './text-classifier.ts';
import { createVocabulary } from './vocabulary.ts';

/** About 2 MB when it is full. */
const ROOMY: ReadingMemory = { words: 5_000, questions: 50 };

/** Reads a pack once, so that every question after is quick. */
export function buildIndex(pack: Pack, memory: ReadingMemory = ROOMY): LexicalSearchIndex {
  const parts = readPack(pack, memory);
  const search = createSearch(createRetrieval({ ...parts, semantic: null }), parts.density);
  const understood = (query: string): number => parts.readQuestion(query).understood;
  const suggest = createSuggest(pack, parts.language, search);
  return {
    understood,
    textToEmbed: () => null,
    search,
    suggest,
    withVectors: (vectors) => {
      const semantic = semanticFor(parts, vectors);
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
  const parts = readPack(pack, ROOMY);
  return {
    density: parts.density,
    mended: (query) => parts.readQuestion(query).mended,
    retrieveWith: (vectors) => createRetrieval({ ...parts, semantic: semanticFor(parts, vectors) }),
  };
}

function semanticFor({ entries }: PackParts, vectors: TextVectors | null): SemanticIndex | null {
  if (vectors === null) return null;
  return createSemanticIndex(
    entries.map(({ entry }) => entry),
    vectors,
  );
}

interface PackParts extends Omit<RetrievalParts, 'semantic'> {
  readonly density: number;
}

/** Everything about a pack that is needed to answer from its words alone. */
function readPack(pack: Pack, memory: ReadingMemory): PackParts {
  const language = languageOf(pack.locale);
  const entries = entriesOf(pack);
  const entryTokens = entries.map((entry) => tokensOf(entry, language));
  const vocabulary = createVocabulary(
    entryTokens.map(({ wordings, heading, sentences }) => [...wordings, heading, ...sentences].flat()),
    language,
  );
  const prepared = entries.map((entry, at) =>
    prepareEntry(
      entry,
      entryTokens[at] ?? { wordings: [], heading: [], sentences: [] },
      vocabulary,
      language,
    ),
  );
  return {
    entries: prepared,
    stems: vocabulary.size,
    findCandidates: createCandidates(entryTokens),
    classifier: trainTextClassifier(examplesOf(entryTokens), entries.length),
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
