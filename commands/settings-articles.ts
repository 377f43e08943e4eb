import { articlesOf } from '../src/content/pack.ts';
import { hasOwnCommand } from '../src/discord/article-command.ts';
import { channelOf, chosenOf } from '../src/discord/articles-here.ts';
import type { Handler } from '../src/discord/command.ts';
import {
  reply,
  type ComponentRequest,
  type InServer,
  type Reply,
  type ServerRequest,
} from '../src/discord/kit.ts';
import { articlesMessage, choiceOf, isDefault, optionsOn } from '../src/discord/render/article-settings.ts';
import {
  MAX_CHANNEL_CHOICES,
  type ArticleChoice,
  type ArticleChoices,
} from '../src/store/article-choice-store.ts';

type Control = Handler<ComponentRequest & InServer>;

/** The part of `/settings` that says which articles are on, in the server and in its channels. */
export const articleControls = {
  articles: {
    carries: [['snowflake', 'empty'], ['number']],
    handle: (request) => shown(request, placeIn(request), Number(request.args[1])),
  },
  channel: (request) => shown(request, request.values.find((id) => /^\d{17,20}$/.test(id)) ?? null),
  on: {
    carries: [['snowflake', 'empty'], ['hash'], ['number'], ['hash']],
    handle(request) {
      const { page, slugs, revision } = optionsOn(request.answers.library, Number(request.args[2]));
      if (revision !== request.args[3])
        return shown(request, placeIn(request), page, request.texts.articles.outdated);
      return change(request, page, ({ on, first }) => {
        const all = articlesOf(request.answers.library);
        const others = (on ?? all).filter((slug) => !slugs.includes(slug));
        const now = [...others, ...slugs.filter((slug) => request.values.includes(slug))];
        return { on: all.every((slug) => now.includes(slug)) ? null : now, first };
      });
    },
  },
  first: {
    carries: [['snowflake', 'empty'], ['hash']],
    handle: (request) =>
      change(request, 1, ({ on, first }) => {
        const isOn = chosenOf(request.answers.library, { on, first }).on;
        const chosen = request.values.filter((slug) => isOn.includes(slug));
        return { on, first: [...chosen, ...first.filter((slug) => !chosen.includes(slug))] };
      }),
  },
  reset: {
    carries: [['snowflake', 'empty'], ['hash']],
    handle: (request) => change(request, 1, () => null),
  },
} as const satisfies Readonly<Record<string, Control>>;

/** The channel that a control is about; null for the server. */
function placeIn({ args: [channelId = ''] }: ComponentRequest): string | null {
  return channelId === '' ? null : channelId;
}

/** Another moderator may have changed it since the menu was shown: then nothing is changed, and they see how it stands. */
async function change(
  request: ComponentRequest & InServer,
  page: number,
  to: (before: ArticleChoice) => ArticleChoice | null,
): Promise<Reply> {
  const { store, serverId, texts } = request;
  const channelId = placeIn(request);
  const before = await current(request);
  const chosen = to(choiceOf(before, channelId) ?? before.server);
  const result = await store.articleChoices.change(serverId, channelId, {
    seen: request.args[1] ?? '',
    to: chosen !== null && channelId === null && isDefault(chosen) ? null : chosen,
  });
  switch (result) {
    case 'changed':
      return shown(request, channelId, page, texts.settings.saved);
    case 'outdated':
      return shown(request, channelId, page, texts.articles.outdated);
    case 'full':
      return shown(request, channelId, page, texts.articles.full(MAX_CHANNEL_CHOICES));
  }
}

async function shown(
  request: ServerRequest,
  channelId: string | null,
  page = 1,
  note?: string,
): Promise<Reply> {
  const { answers, texts, locale, place } = request;
  const choices = await current(request);
  return reply.update(
    articlesMessage(
      {
        library: answers.library,
        choices,
        texts,
        locale,
        hasCommand: (slug) => hasOwnCommand(request, slug),
      },
      { channelId, thisChannel: channelOf(place), page },
      note,
    ),
  );
}

async function current({ store, serverId }: ServerRequest): Promise<ArticleChoices> {
  return (await store.servers.read(serverId)).articleChoices;
}
