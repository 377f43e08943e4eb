import type { Pack } from '../content/pack.ts';
import type { FindCandidates } from './candidates.ts';
import type { FindExact } from './exact-wordings.ts';
import { CANDIDATE_FEATURES, readerValue, valuesOf } from './features.ts';
import type { Candidates, Hit, NotCoveredHit, SearchResult } from './hit.ts';
import { isAboutAnother } from './identifiers.ts';
import { languageOf, type Language } from './languages/language.ts';
import { explained, judge, judgeTopic, MODELS } from './model.ts';
import type { Model, Models } from './model.ts';
import { createOverlap } from './overlap.ts';
import type { PreparedEntry, PreparedWording } from './prepared-entry.ts';
import type { Question, ReadQuestion } from './question.ts';
import { topicStandingOf, topicValues, rank, standingValues } from './rank.ts';
import type { Candidate, Ranking } from './rank.ts';
import { excerptOf } from './readable.ts';
import type { Excerpt } from './readable.ts';
import type { Reading } from './reader.ts';
import type { SemanticIndex } from './semantic-index.ts';
import { sentencesOf } from './sentences.ts';
import { tokens } from './tokens.ts';

export interface RetrievalParts {
  readonly entries: readonly PreparedEntry[];
  /** How many are in the vocabulary. */
  readonly stems: number;
  readonly findExact: FindExact;
  readonly findCandidates: FindCandidates;
  readonly readQuestion: ReadQuestion;
  /** Null where there are no vectors. */
  readonly semantic: SemanticIndex | null;
  /** See `Compared`. */
  readonly wordingsPerEntry: number;
}

/** What was found for a question, with all that is known of it. */
export interface Retrieval {
  readonly question: Question;
  /** Without reading anything. */
  readonly mode: 'words' | 'vectors';
  /** See `Compared`. */
  readonly wordingsPerEntry: number;
  readonly candidates: readonly Candidate[];
}

/** What may be read of a candidate. */
interface ToRead {
  readonly candidate: Candidate;
  readonly excerpt: Excerpt;
}

export type Retrieve = (query: string, vector: Float32Array | null) => Retrieval;

/** Reading takes a tenth of a second for so many. */
const MAX_READ = 8;

export function createRetrieve(parts: RetrievalParts): Retrieve {
  const { entries, stems, findExact, readQuestion, semantic, findCandidates, wordingsPerEntry } = parts;
  const layOut = createOverlap(stems);

  return (query, vector) => {
    const question = readQuestion(query);
    const near = vector === null || semantic === null ? null : semantic.compare(vector);
    const mode = near === null ? 'words' : 'vectors';
    if (question.words.length === 0) return { question, mode, wordingsPerEntry, candidates: [] };
    const overlap = layOut(question);
    const asked = findExact(question.key);
    const sharing = new Map(findCandidates(question).map((one) => [one.entry, one]));
    const places = new Set([...sharing.keys(), ...(near?.nearest ?? []), ...(asked === null ? [] : [asked])]);
    const candidates: Candidate[] = [];
    for (const place of places) {
      const prepared = entries[place];
      if (prepared === undefined) continue;
      const shared = sharing.get(place);
      const nearby: PreparedWording[] = [];
      const alike: number[] = [];
      for (const at of shared?.wordings ?? []) {
        const wording = prepared.wordings[at];
        if (wording === undefined) continue;
        nearby.push(wording);
        alike.push(likeness(overlap.shared(wording.stems), question.weight, wording.weight));
      }
      const similarity = near?.of(place) ?? null;
      const bm25 = shared?.bm25 ?? 0;
      candidates.push({
        prepared,
        exact: place === asked,
        sentence: similarity?.sentence ?? 0,
        values: valuesOf(CANDIDATE_FEATURES, {
          question,
          overlap,
          prepared,
          nearby,
          alike,
          bm25,
          similarity,
          wordingsPerEntry,
        }),
        evidence: null,
      });
    }
    return { question, mode, wordingsPerEntry, candidates };
  };
}

/** How much of one text the other holds, both ways (Dice's coefficient, weighted by rarity). */
function likeness(shared: number, weight: number, other: number): number {
  return weight + other === 0 ? 0 : (2 * shared) / (weight + other);
}

/** The likeliest passages that have a text, best first. */
export function toReadOf(retrieval: Retrieval, models: Models = MODELS): readonly ToRead[] {
  return rank(retrieval, models[retrieval.mode].ranking)
    .passages.filter(({ passage }) => passage.plain !== '')
    .slice(0, MAX_READ)
    .map(({ candidate }) => ({
      candidate,
      excerpt: excerptOf(candidate.prepared.entry, candidate.sentence),
    }));
}

/** From these log-odds on, a sentence stands out. */
const MIN_EVIDENCE = -1;

/** The candidates, with what was read of some of them: `readings` are those of `toRead`, or of the first of these. */
export function withReadings(
  candidates: readonly Candidate[],
  toRead: readonly ToRead[],
  readings: readonly Reading[],
): readonly Candidate[] {
  const read = new Map(
    toRead.flatMap(({ candidate, excerpt }, at) => {
      const reading = readings[at];
      return reading === undefined ? [] : [[candidate, { reading, excerpt }] as const];
    }),
  );
  return candidates.map((candidate) => {
    const known = read.get(candidate);
    if (known === undefined) return candidate;
    const { reading, excerpt } = known;
    const best = reading.sentences.reduce(
      (most, one, at) => (one > (reading.sentences[most] ?? one) ? at : most),
      0,
    );
    const sentence = excerpt.sentences[best];
    const logOdds = reading.sentences[best];
    return {
      ...candidate,
      values: { ...candidate.values, reader: readerValue(reading.answers) },
      evidence: sentence === undefined || logOdds === undefined ? null : { sentence, logOdds },
    };
  });
}

export function createCandidatesOf(pack: Pack, retrieve: Retrieve, models: Models = MODELS) {
  return (query: string, vector: Float32Array | null = null): Candidates => {
    const retrieval = retrieve(query, vector);
    // Most searches read nothing.
    let toRead: readonly ToRead[] | null = null;
    const likeliest = () => (toRead ??= toReadOf(retrieval, models));
    return {
      get toRead() {
        return likeliest().map(({ excerpt }) => excerpt);
      },
      judged(readings) {
        const model = models[readings === null ? retrieval.mode : 'reader'];
        const candidates =
          readings === null
            ? retrieval.candidates
            : withReadings(retrieval.candidates, likeliest(), readings);
        return resultOf(pack, rank({ ...retrieval, candidates }, model.ranking), model);
      },
    };
  };
}

const MAX_HITS = 10;

/** Asked for word by word. */
const EXACT_CONFIDENCE = 0.99;

/** Whoever asks what is not so isn't answered, but may be offered, what says what is; so is who asks for another one. */
const MAX_CONFIDENCE_OF_ANOTHER = 0.3;

function isAgainstNegation(question: Question, candidate: Candidate, language: Language): boolean {
  const { prepared, sentence } = candidate;
  if (!question.negated || prepared.asksWhatIsNot || prepared.saysWhatIsNot[sentence] === true) return false;
  return !saysSo(question, prepared, language);
}

/** Whether a sentence says what is not so of all that is asked about: an error message is asked for as it reads. */
function saysSo(question: Question, { entry, saysWhatIsNot }: PreparedEntry, language: Language): boolean {
  const telling = question.words.filter(({ token }) => token.weight >= 1);
  if (telling.length === 0 || !saysWhatIsNot.includes(true)) return false;
  return sentencesOf(entry.text).some((text, at) => {
    if (saysWhatIsNot[at] !== true) return false;
    const stems = new Set(tokens(text, language).map(({ stem }) => stem));
    return telling.every(({ readings }) => readings.some(({ stem }) => stems.has(stem)));
  });
}

/** Below this cosine a passage is about something else, whatever else speaks for it: it isn't answered with. */
const MIN_SIMILARITY = 0.4;
const MAX_CONFIDENCE_IF_DISSIMILAR = 0.4;

/** Without vectors, nothing is known of it. */
function isDissimilar({ values: { similarity } }: Candidate): boolean {
  return similarity !== 0 && similarity < MIN_SIMILARITY;
}

function maxConfidenceOf(question: Question, candidate: Candidate, language: Language): number {
  return Math.min(
    isAgainstNegation(question, candidate, language) ||
      isAboutAnother(question, candidate.prepared.identifiers)
      ? MAX_CONFIDENCE_OF_ANOTHER
      : 1,
    isDissimilar(candidate) ? MAX_CONFIDENCE_IF_DISSIMILAR : 1,
  );
}

/** The best passage is judged; the others have their share of it, as their odds are to its odds. */
export function resultOf(pack: Pack, ranking: Ranking, model: Model): SearchResult {
  const { question, passages } = ranking;
  const [best] = passages;
  const judged =
    best === undefined
      ? 0
      : Math.min(
          maxConfidenceOf(question, best.candidate, languageOf(pack.locale)),
          judge(standingValues(best, ranking), model.confidence),
        );
  const confidence = best?.candidate.exact === true ? EXACT_CONFIDENCE : judged;
  const hits = passages.slice(0, MAX_HITS).map((hit): Hit => ({
    pack,
    passage: hit.passage,
    confidence:
      best === undefined || hit === best ? confidence : confidence * Math.exp(hit.score - best.score),
    evidence: evidenceOf(hit.candidate),
    explain: () => explained(standingValues(hit, ranking), model.confidence),
  }));
  return {
    vocabularyCoverage: question.vocabularyCoverage,
    hits,
    notCovered: likeliestTopic(ranking, model),
  };
}

function evidenceOf({ evidence }: Candidate): string | null {
  return evidence !== null && evidence.logOdds >= MIN_EVIDENCE ? evidence.sentence : null;
}

function likeliestTopic(ranking: Ranking, model: Model): NotCoveredHit | null {
  const standing = topicStandingOf(ranking);
  const [topic] = ranking.topics;
  if (standing === null || topic === undefined) return null;
  const confidence = topic.candidate.exact
    ? EXACT_CONFIDENCE
    : judgeTopic(topicValues(standing), model.topic);
  return { topic: topic.topic, confidence };
}
