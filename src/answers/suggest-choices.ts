import type { Locale, Pack } from '../content/pack.ts';
import type { QueryScope, Choice } from './answers.ts';
import { choiceQuestion } from '../content/choice-question.ts';
import type { IndexedLibrary } from './indexed-library.ts';
import type { Offers } from './many-packs.ts';
import { localeMatch } from '../content/locale-match.ts';
import { MAX_CHOICES } from './offered-question.ts';
import type { OfferedQuestion } from './offered-question.ts';
import type { PackPassage } from './outcome.ts';

/** What counts for a language that isn't the asker's. */
const OTHER_LANGUAGE = 0.75;
/** Of an offer. */
const MAX_SCORE = 2;
/** Where nothing is typed, so many of the server's own come first; among what is asked equally often, the others last. */
const MAX_OWN_FIRST = 5;

interface Sources {
  readonly indexed: IndexedLibrary;
  /** Of the server's own. */
  readonly own: readonly OfferedQuestion[];
  readonly popularityOf: (found: PackPassage) => number;
  /** What asking with it word by word finds. */
  readonly chosen: (question: string) => PackPassage | null;
}

/** Each choice, asked as it stands, finds the passage that it was made from. */
export async function suggestChoices(
  typed: string,
  scope: QueryScope & { readonly limit: number },
  { indexed, own, popularityOf, chosen }: Sources,
): Promise<readonly Choice[]> {
  const limit = Math.max(0, Math.min(scope.limit, MAX_CHOICES));
  const offers =
    typed.trim() === ''
      ? mostAsked(indexed.packsIn(scope), scope, own, popularityOf)
      : await fitting(typed, indexed.offersIn(scope), own, scope);
  const choices = new Map<string, Choice>();
  for (const { found, wording } of offers) {
    if (choices.size >= limit) break;
    const question = questionFor(wording, found, chosen) ?? questionFor(found.passage.heading, found, chosen);
    if (question !== null && !choices.has(question)) choices.set(question, { question, found });
  }
  return [...choices.values()];
}

/** Null where asking with it would find another passage that has the same wording. */
function questionFor(wording: string, found: PackPassage, chosen: Sources['chosen']): string | null {
  const question = choiceQuestion(wording);
  if (question === null) return null;
  return chosen(question)?.passage === found.passage ? question : null;
}

/** The article's own order where nothing has been asked yet. */
function mostAsked(
  packs: readonly Pack[],
  scope: QueryScope,
  own: readonly OfferedQuestion[],
  popularityOf: (found: PackPassage) => number,
): readonly Pick<OfferedQuestion, 'found' | 'wording'>[] {
  const articles = inBestLanguage(packs, scope).flatMap((pack) =>
    pack.faq.map((passage) => ({ found: { pack, passage }, wording: passage.heading })),
  );
  const all = [...own.slice(0, MAX_OWN_FIRST), ...articles, ...own.slice(MAX_OWN_FIRST)];
  // Of many, hardly any was ever asked: only these are sorted.
  const asked = all
    .map((one) => ({ one, popularity: popularityOf(one.found) }))
    .filter(({ popularity }) => popularity > 0)
    .toSorted((one, other) => other.popularity - one.popularity)
    .map(({ one }) => one);
  const first = new Set(asked);
  return [...asked, ...all.filter((one) => !first.has(one))];
}

/**
 * Best first; of equally good ones, those that come first. All are in one language: the asker's, unless another fits
 * better by far. Where none could, the others aren't looked at.
 */
async function fitting(
  typed: string,
  offers: readonly Offers[],
  own: readonly OfferedQuestion[],
  scope: QueryScope,
): Promise<readonly OfferedQuestion[]> {
  const isFamiliar = (locale: Locale): boolean => localeMatch(locale, scope.locale) >= 2;
  const offersIn = async (isWanted: typeof isFamiliar): Promise<readonly OfferedQuestion[]> => {
    const wanted = offers.filter(({ locale }) => isWanted(locale));
    const offered = await Promise.all(wanted.map(({ offersFor }) => offersFor(typed)));
    return [...own.filter(({ found }) => isWanted(found.pack.locale)), ...offered.flat()].toSorted(
      (one, other) => other.score - one.score,
    );
  };

  const familiar = await offersIn(isFamiliar);
  const best = familiar[0]?.score ?? 0;
  if (best >= MAX_SCORE * OTHER_LANGUAGE) return familiar;
  const others = await offersIn((one) => !isFamiliar(one));
  const [other] = others;
  if (other === undefined || other.score * OTHER_LANGUAGE <= best) return familiar;
  return others.filter(({ found }) => found.pack.locale === other.found.pack.locale);
}

/** `packs` come with the asker's language first: the first of each article is the one to show. */
function inBestLanguage(packs: readonly Pack[], scope: QueryScope): readonly Pack[] {
  const shown = new Set<string>();
  return packs.filter((pack) => {
    if (scope.slug !== undefined && pack.slug !== scope.slug) return false;
    if (shown.has(pack.slug)) return false;
    shown.add(pack.slug);
    return true;
  });
}
