import type { Steps } from '../time-slices.ts';
import type { Candidate, FindCandidates } from './candidates.ts';
import type { Language } from './languages/language.ts';
import type { PreparedEntry } from './prepared-entry.ts';
import { createOverlap } from './overlap.ts';
import { keyOf } from './question.ts';
import type { Question, ReadQuestion } from './question.ts';
import type { SemanticIndex, SemanticSignals } from './semantic-index.ts';
import { signalsOf } from './signals.ts';
import type { LexicalSignals } from './signals.ts';
import type { TextClassifier } from './text-classifier.ts';

/** An entry that may be what a question asks for, and what speaks for it. */
export interface Retrieved {
  readonly prepared: PreparedEntry;
  /** One of its wordings is the question, word by word. */
  readonly exact: boolean;
  readonly lexical: LexicalSignals;
  /** Null where there are no vectors. */
  readonly semantic: SemanticSignals | null;
}

export interface Retrieval {
  readonly question: Question;
  readonly entries: readonly Retrieved[];
}

/** `vector` is that of the question: null where there is none. */
export type Retrieve = (query: string, vector: Float32Array | null) => Retrieval;

export interface RetrievalParts {
  readonly entries: readonly PreparedEntry[];
  /** How many are in the vocabulary. */
  readonly stems: number;
  /** By the key of a question, the entry that it is a wording of. */
  readonly exact: ReadonlyMap<string, number>;
  readonly findCandidates: FindCandidates;
  readonly classifier: TextClassifier | null;
  readonly semantic: SemanticIndex | null;
  readonly readQuestion: ReadQuestion;
  readonly language: Language;
}

export function createRetrieval(parts: RetrievalParts): Retrieve {
  const { entries, stems, exact, readQuestion, classifier, semantic } = parts;
  const layOut = createOverlap(stems);
  const evenly = -Math.log(Math.max(1, entries.length));

  return (query, vector) => {
    const question = readQuestion(query);
    if (question.words.length === 0) return { question, entries: [] };
    const overlap = layOut(question);
    const asked = exact.get(question.key) ?? null;
    const compared = vector === null || semantic === null ? null : semantic.compare(vector);
    const classified = classifier?.classify(question.spelling) ?? null;
    const candidates = together(parts.findCandidates(question), compared?.candidates ?? [], asked);
    return {
      question,
      entries: candidates.flatMap((candidate): readonly Retrieved[] => {
        const prepared = entries[candidate.entry];
        if (prepared === undefined) return [];
        const nearby = candidate.wordings.flatMap((at) => prepared.wordings[at] ?? []);
        return [
          {
            prepared,
            exact: candidate.entry === asked,
            lexical: signalsOf(question, overlap, prepared, nearby, {
              bm25: candidate.bm25,
              classified: classified?.[candidate.entry] ?? evenly,
            }),
            semantic: compared?.signalsOf(candidate.entry) ?? null,
          },
        ];
      }),
    };
  };
}

/** Where two entries share a wording, the earlier one has it. */
export function* exactWordings(
  entries: readonly PreparedEntry[],
  language: Language,
): Steps<ReadonlyMap<string, number>> {
  const exact = new Map<string, number>();
  const add = (text: string, entry: number): void => {
    const key = keyOf(text, language);
    if (key !== '' && !exact.has(key)) exact.set(key, entry);
  };
  for (const [at, { entry }] of entries.entries()) {
    for (const wording of entry.wordings) {
      add(wording, at);
      yield;
    }
  }
  for (const [at, { entry }] of entries.entries()) {
    add(entry.heading, at);
    yield;
  }
  return exact;
}

/** What shares words with the question, what means something like it, and what was asked for word by word. */
function together(
  sharing: readonly Candidate[],
  alike: readonly number[],
  asked: number | null,
): readonly Candidate[] {
  const found = new Set(sharing.map(({ entry }) => entry));
  const others = asked === null ? alike : [...alike, asked];
  const added = [...new Set(others)].filter((entry) => !found.has(entry));
  return [...sharing, ...added.map((entry): Candidate => ({ entry, wordings: [], bm25: 0 }))];
}
