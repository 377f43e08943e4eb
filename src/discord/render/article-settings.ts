import { ChannelType } from 'discord-api-types/v10';
import { articlesOf, packIn, type Library, type Locale } from '../../content/pack.ts';
import { escapeMarkdown } from '../../markdown/discord.ts';
import type { ArticleChoice, ArticleChoices } from '../../store/article-choice-store.ts';
import { choiceRevision } from '../../store/article-choices.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { chosenOf } from '../articles-here.ts';
import { customId } from '../custom-id.ts';
import { LIMITS } from '../limits.ts';
import { button, buttonRows, channelRow, message, selectRow } from './message.ts';
import { oneLine } from './text.ts';

/**
 * Wherever people can use a command; threads go by the channel that they are in. Not media channels (16): only the
 * preview of Discord's contract lists them, and a form with a type that Discord doesn't know is refused as a whole.
 */
export const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];

interface Shown {
  readonly library: Library;
  readonly choices: ArticleChoices;
  readonly texts: Texts;
  readonly locale: Locale;
  /** Whether an article has a command of its own. */
  readonly hasCommand: (slug: string) => boolean;
}

/** Whether there is anything to choose, or to take back. */
export function hasArticleSettings({ library, choices }: Pick<Shown, 'library' | 'choices'>): boolean {
  return articlesOf(library).length > 1 || choices.channels.size > 0 || choices.server.on !== null;
}

/** In the list of all settings: what is on in the server, and which channels chose for themselves. */
export function articlesLine(shown: Omit<Shown, 'hasCommand'>): string {
  const { library, choices, texts } = shown;
  const { articles } = texts;
  const { on } = chosenOf(library, choices.server);
  const titles = on.slice(0, MAX_NAMED).map((slug) => titleOf(shown, slug));
  const more = on.length > MAX_NAMED ? [articles.andMore(on.length - MAX_NAMED)] : [];
  const lines = [
    choices.server.on === null && choices.server.first.length === 0
      ? articles.all
      : [...titles, ...more].join(' · ') || articles.nothing,
    ...ownChoices(choices, texts),
  ];
  return `**${articles.row}**\n${lines.join('\n')}`;
}

/**
 * What is on in the server, or in one of its channels, and the menus that change it:
 * `settings:on:<channel>:<revision>:<page>:<articles>`: 12 + 21 + 9 + 8 + 8 characters at most.
 * @param at.channelId null for the server
 * @param at.thisChannel where the moderator is, and can choose for at a press; null where that is no channel of its own
 * @param at.page of the articles, 25 a page, counted from 1
 */
export function articlesMessage(
  shown: Shown,
  at: { readonly channelId: string | null; readonly thisChannel: string | null; readonly page: number },
  note?: string,
): MessageBody {
  const { library, choices, texts } = shown;
  const { articles } = texts;
  const { channelId, thisChannel } = at;
  const own = choiceOf(choices, channelId);
  const here = chosenOf(library, own ?? choices.server);
  const place = [channelId ?? '', choiceRevision(own)] as const;
  const listed = optionsOn(library, at.page);
  const { on } = here;
  const firstChoices = on.slice(0, LIMITS.selectOptions);
  const option = (slug: string) => ({
    label: titleOf(shown, slug, false),
    value: slug,
    description: calledBy(shown, slug),
  });
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: {
      title: channelId === null ? articles.server : articles.channel,
      text: textOf(shown, channelId, own, here.on),
    },
    rows: [
      ...(listed.slugs.length === 0
        ? []
        : [
            selectRow(
              customId('settings', 'on', ...place, listed.page, listed.revision),
              listed.pages === 1
                ? articles.chooseOn
                : `${articles.chooseOn} · ${texts.reading.page(listed.page, listed.pages)}`,
              listed.slugs.map((slug) => ({ ...option(slug), selected: on.includes(slug) })),
              { atLeast: 0, atMost: listed.slugs.length },
            ),
          ]),
      ...(on.length > 1
        ? [selectRow(customId('settings', 'first', ...place), articles.chooseFirst, firstChoices.map(option))]
        : []),
      channelRow(customId('settings', 'channel'), articles.chooseChannel, CHANNEL_TYPES),
      ...buttonRows([
        ...(own === null || (channelId === null && isDefault(own))
          ? []
          : [
              button(
                channelId === null ? articles.reset : articles.resetChannel,
                customId('settings', 'reset', ...place),
              ),
            ]),
        ...(channelId === null
          ? []
          : [button(articles.wholeServer, customId('settings', 'articles', '', 1))]),
        ...(thisChannel === null || thisChannel === channelId
          ? []
          : [button(articles.thisChannel, customId('settings', 'articles', thisChannel, 1))]),
        button(articles.back, customId('settings', 'all')),
      ]),
      ...(listed.pages === 1
        ? []
        : buttonRows([
            button(
              texts.reading.previous,
              customId('settings', 'articles', channelId ?? '', listed.page - 1),
              {
                disabled: listed.page === 1,
              },
            ),
            button(texts.reading.next, customId('settings', 'articles', channelId ?? '', listed.page + 1), {
              disabled: listed.page === listed.pages,
            }),
          ])),
    ],
  });
}

/** Null where a channel goes by the server's choice. */
export function choiceOf(choices: ArticleChoices, channelId: string | null): ArticleChoice | null {
  return channelId === null ? choices.server : (choices.channels.get(channelId) ?? null);
}

export function isDefault({ on, first }: ArticleChoice): boolean {
  return on === null && first.length === 0;
}

/**
 * The articles of a page of the menu, in the library's order: what is chosen moves none to another page. `revision` is short
 * for them: when one comes or goes meanwhile, what was chosen isn't taken for a choice among others.
 */
export function optionsOn(library: Library, wanted: number) {
  const all = articlesOf(library);
  const pages = Math.max(1, Math.ceil(all.length / LIMITS.selectOptions));
  const page = Math.min(Math.max(1, wanted), pages);
  const slugs = all.slice((page - 1) * LIMITS.selectOptions, page * LIMITS.selectOptions);
  return { page, pages, slugs, revision: choiceRevision({ on: slugs, first: [] }) };
}

/** A longer list would hide the menus below it. */
const MAX_LINES = 20;
const MAX_NAMED = 10;

function textOf(
  shown: Shown,
  channelId: string | null,
  own: ArticleChoice | null,
  on: readonly string[],
): string {
  const { library, choices, texts } = shown;
  const { articles } = texts;
  const channel = `<#${channelId ?? ''}>`;
  const head =
    channelId === null
      ? articles.inServer
      : own === null
        ? articles.asInServer(channel)
        : articles.inChannel(channel);
  const lines = on
    .slice(0, MAX_LINES)
    .map((slug, at) => `${at + 1}. ${titleOf(shown, slug)} (\`${calledBy(shown, slug)}\`)`);
  const off = articlesOf(library).filter((slug) => !on.includes(slug));
  const named = off.slice(0, MAX_NAMED).map((slug) => titleOf(shown, slug));
  const moreOff = off.length > MAX_NAMED ? [articles.andMore(off.length - MAX_NAMED)] : [];
  return [
    head,
    ...(lines.length === 0 ? [articles.nothing] : lines),
    ...(on.length > MAX_LINES ? [articles.andMore(on.length - MAX_LINES)] : []),
    ...(off.length === 0 ? [] : ['', articles.off([...named, ...moreOff].join(' · '))]),
    ...(channelId === null ? ownChoices(choices, texts).flatMap((line) => ['', line]) : []),
  ].join('\n');
}

function ownChoices({ channels }: ArticleChoices, { articles }: Texts): readonly string[] {
  if (channels.size === 0) return [];
  return [articles.ownChoices([...channels.keys()].map((id) => `<#${id}>`).join(' '))];
}

/** Its command, or else the name that tells it from others with its title. */
function calledBy({ hasCommand }: Shown, slug: string): string {
  return hasCommand(slug) ? `/${slug}` : slug;
}

function titleOf(
  { library, locale }: Pick<Shown, 'library' | 'locale'>,
  slug: string,
  escaped = true,
): string {
  const title = oneLine(packIn(library, slug, locale)?.title ?? slug, 80);
  return escaped ? escapeMarkdown(title) : title;
}
