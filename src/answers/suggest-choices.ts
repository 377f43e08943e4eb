import type { Suggestion } from '../search/hit.ts';
import type { Asked, Choice } from './answers.ts';
import { choiceQuestion } from './choice-question.ts';
import type { IndexedLibrary, IndexedPack } from './indexed-library.ts';
import { nearness } from './indexed-library.ts';
import type { Found } from './outcome.ts';

/** Discord shows no more. */
const MOST_CHOICES = 25;
/** What counts for a language that isn't the asker's. */
const OTHER_LANGUAGE = 0.6;

interface Offer extends Suggestion {
  readonly found: Found;
}

/** Each choice, asked as it stands, finds the passage that it was made from. */
export function suggestChoices(
  typed: string,
  asked: Asked & { readonly limit: number },
  indexed: IndexedLibrary,
  popularityOf: (found: Found) => number,
): readonly Choice[] {
  const limit = Math.max(0, Math.min(asked.limit, MOST_CHOICES));
  const packs = indexed.packsFor(asked);
  const offers = typed.trim() === '' ? mostAsked(packs, asked, popularityOf) : fitting(typed, packs, asked);
  const choices = new Map<string, Choice>();
  for (const { found, wording } of offers) {
    if (choices.size >= limit) break;
    const question =
      questionFor(wording, found, asked, indexed) ??
      questionFor(found.passage.heading, found, asked, indexed);
    if (question !== null && !choices.has(question)) choices.set(question, { question, found });
  }
  return [...choices.values()];
}

/** Null where asking with it would find another passage that has the same wording. */
function questionFor(wording: string, found: Found, asked: Asked, indexed: IndexedLibrary): string | null {
  const question = choiceQuestion(wording);
  if (question === null) return null;
  return indexed.chosen(question, asked)?.passage === found.passage ? question : null;
}

/** The article's own order where nothing has been asked yet. */
function mostAsked(
  packs: readonly IndexedPack[],
  asked: Asked,
  popularityOf: (found: Found) => number,
): readonly Offer[] {
  return inBestLanguage(packs, asked)
    .flatMap((one) => offersOf(one, '', Number.POSITIVE_INFINITY))
    .toSorted((one, other) => popularityOf(other.found) - popularityOf(one.found));
}

function fitting(typed: string, packs: readonly IndexedPack[], asked: Asked): readonly Offer[] {
  return packs
    .flatMap((one) => {
      const familiar = nearness(one.pack.locale, asked.locale) >= 2 ? 1 : OTHER_LANGUAGE;
      return offersOf(one, typed, MOST_CHOICES).map((offer) => ({ ...offer, score: offer.score * familiar }));
    })
    .toSorted((one, other) => other.score - one.score);
}

function offersOf({ pack, index }: IndexedPack, typed: string, limit: number): readonly Offer[] {
  return index
    .suggest(typed, limit)
    .map((suggestion) => ({ ...suggestion, found: { pack, passage: suggestion.passage } }));
}

/** `packs` come with the asker's language first: the first of each article is the one to show. */
function inBestLanguage(packs: readonly IndexedPack[], asked: Asked): readonly IndexedPack[] {
  const shown = new Set<string>();
  return packs.filter(({ pack }) => {
    if (asked.slug !== undefined && pack.slug !== asked.slug) return false;
    if (shown.has(pack.slug)) return false;
    shown.add(pack.slug);
    return true;
  });
}
