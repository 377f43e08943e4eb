import type { Language } from './languages/language.ts';
import type { QuestionKind } from './languages/language-data.ts';
import { normalise, questionTokens, tokenOf } from './tokens.ts';
import type { Token } from './tokens.ts';
import { triples } from './triples.ts';
import { readingsOf } from './vocabulary.ts';
import type { Reading, Vocabulary } from './vocabulary.ts';

export interface Word {
  readonly token: Token;
  /** How much it tells: rare words of content the most. */
  readonly weight: number;
  /** The pack's terms that it may stand for; none for a word that the pack has never seen. */
  readonly readings: readonly Reading[];
  /** A common word, which a question may well use where the pack has another. */
  readonly everyday: boolean;
}

export interface Question {
  readonly words: readonly Word[];
  /** By the pack's stems: which words (by place) mean it, and how likely. */
  readonly meant: ReadonlyMap<string, readonly { readonly word: number; readonly likeness: number }[]>;
  readonly weight: number;
  readonly kind: QuestionKind | null;
  /** Its runs of three letters, slips mended. */
  readonly letters: ReadonlySet<number>;
  /** Equal for questions that differ in case, accents, punctuation and short forms only. */
  readonly key: string;
}

export function readQuestion(typed: string, vocabulary: Vocabulary, language: Language): Question {
  const corrected = questionTokens(typed, language);
  const mended = splitAndJoin(corrected, vocabulary, language).map((token) =>
    mend(token, vocabulary, language),
  );
  const seen = new Set<string>();
  const words = mended.flatMap(({ token, readings }): readonly Word[] => {
    if (seen.has(token.stem)) return [];
    seen.add(token.stem);
    const everyday = token.weight < 1 || language.everyday.has(token.stem);
    return [
      { token, readings, everyday, weight: token.weight * rarityOf(token, readings, everyday, vocabulary) },
    ];
  });
  const spelling = mended.map(({ token }) => token.word).join(' ');
  return {
    words,
    meant: meaningsOf(words),
    weight: words.reduce((sum, word) => sum + word.weight, 0),
    letters: new Set(triples(mended.map(({ token }) => token))),
    kind: kindOf(spelling, language),
    key: keyOf(typed, language),
  };
}

function meaningsOf(words: readonly Word[]): Question['meant'] {
  const meant = new Map<string, { word: number; likeness: number }[]>();
  for (const [word, { readings }] of words.entries()) {
    for (const { stem, likeness } of readings) {
      const having = meant.get(stem);
      if (having === undefined) meant.set(stem, [{ word, likeness }]);
      else having.push({ word, likeness });
    }
  }
  return meant;
}

/** Only the beginning of a very long text counts, as it does for questions. */
export function keyOf(text: string, language: Language): string {
  return questionTokens(text, language)
    .map((token) => token.word)
    .join(' ');
}

export function kindOf(text: string, language: Language): QuestionKind | null {
  const normal = normalise(text, language);
  return language.questions.find(([, expression]) => expression.test(normal))?.[0] ?? null;
}

/** A word that may stand for several of the pack's counts as much as the commonest of the likely ones. */
function rarityOf(
  token: Token,
  readings: readonly Reading[],
  everyday: boolean,
  vocabulary: Vocabulary,
): number {
  const own = readings.find((reading) => reading.likeness === 1);
  if (own !== undefined) return vocabulary.rarity(own.stem);
  const best = Math.max(0, ...readings.map((reading) => reading.likeness));
  if (best === 0) return everyday ? UNSEEN_EVERYDAY : UNSEEN_TERM;
  const likely = readings
    .filter((reading) => reading.likeness === best)
    .map(({ stem }) => vocabulary.rarity(stem));
  return Math.max(...likely, 0.5 * vocabulary.rarity(token.stem));
}

/** A word that the pack has never seen, relative to the rarest that it has: an everyday one may be replaced by another. */
const UNSEEN_EVERYDAY = 0.5;
const UNSEEN_TERM = 0.9;

/** `deep seek` for `deepseek`, `opensource` for `open source`: whichever the pack writes. */
function splitAndJoin(typed: readonly Token[], vocabulary: Vocabulary, language: Language): readonly Token[] {
  const result: Token[] = [];
  for (let at = 0; at < typed.length; at += 1) {
    const token = typed[at];
    const next = typed[at + 1];
    if (token === undefined) continue;
    const joined = next === undefined ? '' : token.word + next.word;
    if (joined.length >= 4 && vocabulary.hasWord(joined) && token.weight + (next?.weight ?? 0) > 1) {
      result.push(tokenOf(joined, language));
      at += 1;
    } else if (token.weight === 1 && !vocabulary.has(token.stem) && !vocabulary.hasWord(token.word)) {
      result.push(...split(token, vocabulary, language));
    } else {
      result.push(token);
    }
  }
  return result;
}

const SHORTEST_PART = 3;

function split(token: Token, vocabulary: Vocabulary, language: Language): readonly Token[] {
  for (let cut = SHORTEST_PART; cut <= token.word.length - SHORTEST_PART; cut += 1) {
    const parts = [token.word.slice(0, cut), token.word.slice(cut)];
    if (parts.every((part) => vocabulary.hasWord(part))) return parts.map((part) => tokenOf(part, language));
  }
  return [token];
}

interface Mended {
  readonly token: Token;
  readonly readings: readonly Reading[];
}

function mend(token: Token, vocabulary: Vocabulary, language: Language): Mended {
  const readings = readingsOf(token, vocabulary, language);
  const understood =
    token.weight < 1 || language.everyday.has(token.stem) || readings.some(({ likeness }) => likeness >= 0.7);
  if (understood) return { token, readings };
  const meant = vocabulary.misspelt(token.word);
  const nearest = meant[0];
  if (nearest === undefined) return { token, readings };
  const small = tokenOf(nearest.word, language);
  // What is nearest to a small word is no content word.
  if (small.weight < 1) return { token: small, readings: readingsOf(small, vocabulary, language) };
  const corrected = meant.map(({ word, likeness }): Reading => ({
    stem: tokenOf(word, language).stem,
    likeness,
  }));
  return { token, readings: [...corrected.filter(({ stem }) => vocabulary.has(stem)), ...readings] };
}
