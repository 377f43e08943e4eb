import type { ArticlesHere } from '../answers/answers.ts';
import { articlesOf, packIn, type Library } from '../content/pack.ts';
import { escapeMarkdown } from '../markdown/discord.ts';
import { ALL_ARTICLES, type ArticleChoice, type ArticleChoices } from '../store/article-choice-store.ts';
import type { Place, Request } from './command.ts';
import { oneLine } from './render/text.ts';
import { UserError } from './user-error.ts';

/** Threads and a forum's posts go by the channel that they are in. */
export function channelOf({ channelId, parentId }: Pick<Place, 'channelId' | 'parentId'>): string | null {
  return parentId ?? channelId;
}

/** What is on there, by what the channel chose or else its server. */
export function articlesHere(
  library: Library,
  choices: ArticleChoices,
  place: Pick<Place, 'channelId' | 'parentId'>,
): ArticlesHere {
  const channel = channelOf(place);
  return chosenOf(library, (channel === null ? undefined : choices.channels.get(channel)) ?? choices.server);
}

/** Whether it takes to know the channel that the place is in, where that may be a thread. */
export function goesByChannel(
  { channels }: ArticleChoices,
  { channelId }: Pick<Place, 'channelId'>,
): boolean {
  return channels.size > 0 && (channelId === null || !channels.has(channelId));
}

/** What a choice comes to with the articles that there are. */
export function chosenOf(library: Library, { on, first }: ArticleChoice = ALL_ARTICLES): ArticlesHere {
  const all = articlesOf(library);
  const wanted = on === null ? null : new Set(on);
  const shown = new Set(wanted === null ? all : all.filter((slug) => wanted.has(slug)));
  const before = first.filter((slug) => shown.has(slug));
  return { on: [...new Set([...before, ...shown])], first: before };
}

/** What is on in one of the server's channels at least. */
export function articlesInServer(library: Library, { server, channels }: ArticleChoices): ArticlesHere {
  const choices = [server, ...channels.values()];
  const on = choices.some((choice) => choice.on === null)
    ? null
    : choices.flatMap((choice) => choice.on ?? []);
  return chosenOf(library, { on, first: server.first });
}

export function isOnInServer({ server, channels }: ArticleChoices, slug: string): boolean {
  return [server, ...channels.values()].some((choice) => isOnBy(choice, slug));
}

/** Whether that choice has it on, whatever articles there are. */
export function isOnBy({ on }: ArticleChoice, slug: string): boolean {
  return on === null || on.includes(slug);
}

export function isOnHere({ articles }: Pick<Request, 'articles'>, slug: string): boolean {
  return articles.on.includes(slug);
}

/** With several, whatever comes of one says which. */
export function hasSeveral({ articles }: Pick<Request, 'articles'>): boolean {
  return articles.on.length > 1;
}

/** Throws a `UserError` where the article is off: it names the channels where it is on. */
export function mustBeOn(request: Request, slug: string): void {
  if (isOnHere(request, slug)) return;
  const { answers, articleChoices, locale } = request;
  const title = escapeMarkdown(oneLine(packIn(answers.library, slug, locale)?.title ?? slug, 100));
  const isIn = (choice: ArticleChoice) => chosenOf(answers.library, choice).on.includes(slug);
  const channels = [...articleChoices.channels].flatMap(([id, choice]) => (isIn(choice) ? [`<#${id}>`] : []));
  const elsewhere = isIn(articleChoices.server);
  throw new UserError('article-off', ({ articles: texts }) =>
    elsewhere
      ? texts.offHere(title)
      : channels.length === 0
        ? texts.offEverywhere(title)
        : texts.onIn(title, channels.slice(0, MAX_NAMED).join(' '), channels.length > MAX_NAMED),
  );
}

/** More would make a list of what one wants to know at a glance. */
const MAX_NAMED = 10;
