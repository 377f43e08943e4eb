import { articlesOf, packIn } from '../content/pack.ts';
import { escapeMarkdown } from '../markdown/discord.ts';
import { isOnHere, mustBeOn } from './articles-here.ts';
import type { Choices, Request } from './command.ts';
import { choice } from './options.ts';
import { oneLine } from './render/text.ts';
import { UserError } from './user-error.ts';

/** The articles that are on where somebody types the name of one, in their order. */
export function suggestArticles(request: Request, typed: string): Choices {
  const wanted = plain(typed);
  return request.articles.on
    .filter((slug) => plain(`${slug} ${titleOf(request, slug)}`).includes(wanted))
    .map((slug) => choice(titleOf(request, slug), slug));
}

/** The slug of the article that was chosen or, for a name typed by hand, meant. Throws a `UserError` where it is off, or none. */
export function findArticle(request: Request, typed: string): string {
  const wanted = plain(typed);
  const slugs = articlesOf(request.answers.library);
  const exact = slugs.find((slug) => plain(slug) === wanted || plain(titleOf(request, slug)) === wanted);
  const likely = slugs.filter(
    (slug) => isOnHere(request, slug) && plain(titleOf(request, slug)).includes(wanted),
  );
  const found = exact ?? (likely.length === 1 ? likely[0] : undefined);
  if (found === undefined) {
    const titles = request.articles.on.slice(0, MAX_LISTED).map((slug) => titleOf(request, slug));
    throw new UserError('no-such-article', (texts) =>
      texts.articles.unknown(oneLine(escapeMarkdown(typed), 60), titles.map(escapeMarkdown).join(' · ')),
    );
  }
  mustBeOn(request, found);
  return found;
}

const MAX_LISTED = 10;

function titleOf({ answers, locale }: Request, slug: string): string {
  return oneLine(packIn(answers.library, slug, locale)?.title ?? slug, 100);
}

function plain(name: string): string {
  return name.trim().normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
