import type { Pack } from '../content/pack.ts';
import { runAtOnce, type Steps } from '../time-slices.ts';
import { createCandidates } from './candidates.ts';
import { createDistinctiveWords } from './distinctive-words.ts';
import type { TextVectors } from './embedder.ts';
import { entriesOf } from './entries.ts';
import { tokensOf } from './entry-tokens.ts';
import type { EntryTokens } from './entry-tokens.ts';
import { createFindExact } from './exact-wordings.ts';
import type { LexicalSearchIndex, SearchIndex } from './hit.ts';
import { languageOf } from './languages/language.ts';
import type { Language } from './languages/language.ts';
import { prepareEntry } from './prepared-entry.ts';
import type { PreparedEntry } from './prepared-entry.ts';
import { createReadQuestion } from './question.ts';
import type { ReadingMemory } from './question.ts';
import { createCandidatesOf, createRetrieve } from './retrieve.ts';
import type { RetrievalParts, Retrieve } from './retrieve.ts';
import { createSemanticIndex, textsToEmbed } from './semantic-index.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { createSuggest, suggestedWordings } from './suggest.ts';
import { createVocabulary } from './vocabulary.ts';
import { createWrittenNames } from './written-names.ts';

/** About 2 MB when it is full. */
const ROOMY: ReadingMemory = { words: 5_000, questions: 50 };

/** Reads a pack once, so that every question after is quick. */
export function* buildIndex(pack: Pack, memory: ReadingMemory = ROOMY): Steps<LexicalSearchIndex> {
  const parts = yield* readPack(pack, memory);
  const searched = (semantic: SemanticIndex | null): Pick<SearchIndex, 'candidates' | 'search'> => {
    const candidates = createCandidatesOf(pack, createRetrieve({ ...parts, semantic }));
    return { candidates, search: (query, vector) => candidates(query, vector).judged(null) };
  };
  const { vocabularyCoverage, isSmallTalk } = parts;
  const distinctiveWords = createDistinctiveWords(pack, parts.language, parts.readQuestion);
  const byWords = searched(null);
  const suggest = yield* createSuggest(
    {
      wordings: yield* suggestedWordings(pack, parts.language),
      // A section is one choice, whichever of its paragraphs.
      keyOf: ({ kind, index }) => `${kind}/${index}`,
      fallback: { search: byWords.search, readQuestion: parts.readQuestion },
    },
    parts.language,
  );
  return {
    ...byWords,
    vocabularyCoverage,
    isSmallTalk,
    distinctiveWords,
    textToEmbed: () => null,
    suggest,
    *withVectors(vectors) {
      const semantic = yield* semanticFor(parts, vectors);
      if (semantic === null) return null;
      return {
        ...searched(semantic),
        vocabularyCoverage,
        isSmallTalk,
        distinctiveWords,
        textToEmbed(query) {
          const { words, corrected } = parts.readQuestion(query);
          return words.length === 0 || corrected === '' ? null : corrected;
        },
        suggest,
      };
    },
  };
}

/** The texts whose vectors `LexicalSearchIndex.withVectors` needs. */
export function textsOf(pack: Pack): readonly string[] {
  return entriesOf(pack).flatMap(textsToEmbed);
}

/** What weights are learned from. */
export interface ReadPack {
  /** A question, its spelling corrected: what to take the vector of, and to read. */
  readonly corrected: (query: string) => string;
  readonly retrieveWith: (vectors: TextVectors | null) => Retrieve;
}

export function readForTraining(pack: Pack): ReadPack {
  const parts = runAtOnce(readPack(pack, ROOMY));
  return {
    corrected: (query) => parts.readQuestion(query).corrected,
    retrieveWith: (vectors) =>
      createRetrieve({
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
  readonly language: Language;
  readonly vocabularyCoverage: SearchIndex['vocabularyCoverage'];
  readonly isSmallTalk: SearchIndex['isSmallTalk'];
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
    findExact: yield* createFindExact(entries, language),
    findCandidates: yield* createCandidates(entryTokens),
    ...createReadQuestion(vocabulary, language, memory),
    wordingsPerEntry: wordingsPerEntryOf(pack),
    language,
  };
}

/** With so many ways to ask for each entry, a question mostly resembles several of the right one's. */
const MANY = 8;

function wordingsPerEntryOf({ faq }: Pack): number {
  const ways = faq.reduce((sum, { wordings }) => sum + wordings.length + 1, 0) / Math.max(1, faq.length);
  return Math.min(1, Math.max(0, ways - 1) / (MANY - 1));
}
