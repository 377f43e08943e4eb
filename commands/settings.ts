import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '../src/content/pack.ts';
import type { MessageBody } from '../src/discord/api.ts';
import {
  inServers,
  reply,
  type InServer,
  type ModalRequest,
  type Reply,
  type ServerRequest,
} from '../src/discord/kit.ts';
import { articlesLine, hasArticleSettings } from '../src/discord/render/article-settings.ts';
import { refusedPosts } from '../src/discord/refused-posts.ts';
import { weekOf, weeklyDigest } from '../src/discord/reports/weekly-digest.ts';
import type { FormName } from '../src/discord/render/setting-fields.ts';
import {
  changesOf,
  formCarries,
  readSettingsForm,
  settingsForm,
  settingsMessage,
  type SettingRemarks,
} from '../src/discord/render/settings.ts';
import { postQualityLines } from '../src/discord/posts/quality-lines.ts';
import { SETTING_NAMES, type ServerSettings, type SettingName } from '../src/store/settings.ts';
import type { ServerState } from '../src/store/store.ts';
import { LANGUAGES } from '../src/texts/texts.ts';
import { articleControls } from './settings-articles.ts';
import { announced, nextDigest } from './settings-channels.ts';

/** What a server chose, on a message for the moderator alone, forms to change it, and the articles that are on. */
export const settings = inServers({ member: ['ManageGuild'] }).command({
  name: 'settings',
  names: { fr: 'réglages' },
  description: { en: 'How I answer in this server', fr: 'Comment je réponds dans ce serveur' },

  execute: async (request) => reply.private(await stateMessage(await current(request), request)),

  components: {
    ...articleControls,
    all: async (request) => reply.update(await stateMessage(await current(request), request)),
    audience: opening('audience'),
    answering: opening('answering'),
    mentions: opening('mentions'),
    posts: opening('posts'),
    teaching: opening('teaching'),
    helpers: opening('helpers'),
    reports: opening('reports'),
    digest: showDigest,
    everywhere: (request) => change(request, (before) => ({ ...before, publicChannels: [] })),
  },

  modals: {
    audience: saving('audience'),
    answering: saving('answering'),
    mentions: saving('mentions'),
    posts: saving('posts'),
    teaching: saving('teaching'),
    helpers: saving('helpers'),
    reports: saving('reports'),
  },
});

function opening(form: FormName) {
  return {
    mayOpenModal: true as const,
    handle: async (request: ServerRequest) =>
      reply.modal(settingsForm(form, (await current(request)).settings, request, languagesOf(request))),
  };
}

function saving(form: FormName) {
  return {
    carries: formCarries(form),
    handle: (request: ModalRequest & InServer) =>
      change(request, (before) => {
        const { fields, args, interaction } = request;
        const serverLocale = interaction.guild_locale ?? request.publicLocale;
        return readSettingsForm(form, { fields, args, serverLocale }, before, languagesOf(request));
      }),
  };
}

/** In which public replies can be, besides the server's own. */
function languagesOf({ answers }: ServerRequest): readonly Locale[] {
  return [...new Set([...LANGUAGES, ...answers.library.map(({ locale }) => locale)])];
}

/**
 * Of two moderators in the same form, each changes what they touched; of a setting that both touched, the last one's
 * choice holds, and they are told what it was.
 */
async function change(
  request: ServerRequest,
  to: (before: ServerSettings) => ServerSettings,
): Promise<Reply> {
  const state = await current(request);
  const before = state.settings;
  const { after, refused } = await announced(request, before, to(before));
  const changes = changesOf(before, after, request);
  const written = differences(before, after);
  if (Object.keys(written).length > 0) {
    await request.store.servers.writeSettings(request.serverId, written);
  }
  // What was said of the first one holds, however soon the week ends.
  if (written.digest !== undefined) await request.store.digests.begin(weekOf(Date.now()));
  const said = [...refused, noteOf(changes, before, after, request)].join('\n');
  return reply.update(await stateMessage({ ...state, settings: after }, request, said));
}

async function stateMessage(state: ServerState, request: ServerRequest, note?: string): Promise<MessageBody> {
  return settingsMessage(state.settings, request, articlesRow(state, request), {
    ...(note === undefined ? {} : { note }),
    remarks: await remarksOn(state, request),
  });
}

/** What Discord doesn't let the bot do, as it found out when it last tried, and which articles answer no posts. */
async function remarksOn(state: ServerState, request: ServerRequest): Promise<SettingRemarks> {
  const { settings: texts } = request.texts;
  const refused = await refusedPosts(request, state.settings);
  const isRefused = (name: SettingName) => refused.some(({ setting }) => setting === name);
  const forums = refused.flatMap(({ setting, channelId }) =>
    setting === 'postForums' ? [`<#${channelId}>`] : [],
  );
  return {
    ...(isRefused('digest') ? { digest: [texts.refused] } : {}),
    ...(isRefused('news') ? { news: [texts.refused] } : {}),
    ...(isRefused('helpersChannel') ? { helpersChannel: [texts.helpersRefused] } : {}),
    postForums: [
      ...(forums.length === 0 ? [] : [texts.forumsRefused(forums.join(' '))]),
      ...postQualityLines(state, request),
    ],
  };
}

/** The next one, as it stands, to the moderator alone. */
async function showDigest(request: ServerRequest): Promise<Reply> {
  const { store, answers, serverId, texts } = request;
  const { settings: chosen } = await current(request);
  const { nothing, preview } = texts.faq.digest;
  const body =
    chosen.digest === null
      ? null
      : await weeklyDigest(
          { store, answers },
          {
            serverId,
            settings: chosen,
            digest: chosen.digest,
            week: weekOf(Date.now()) + 1,
            note: preview(nextDigest()),
          },
        );
  return reply.private(body ?? nothing);
}

/** Those alone are written: another form may be saved at the same time. */
function differences(before: ServerSettings, after: ServerSettings): Partial<ServerSettings> {
  const same = SETTING_NAMES.filter((name) => isDeepStrictEqual(before[name], after[name]));
  const changed: { -readonly [Name in keyof ServerSettings]?: ServerSettings[Name] } = { ...after };
  for (const name of same) delete changed[name];
  return changed;
}

function noteOf(
  changes: readonly string[],
  before: ServerSettings,
  after: ServerSettings,
  { texts: { settings: texts } }: ServerRequest,
): string {
  if (changes.length === 0) return texts.unchanged;
  const deleted = after.keepingDays === 0 && before.keepingDays !== 0;
  return [
    texts.saved,
    ...changes,
    ...(deleted ? [texts.questionsDeleted] : []),
    ...(before.creditAuthors && !after.creditAuthors ? [texts.creditsDeleted] : []),
    ...(before.nameEditors && !after.nameEditors ? [texts.editorsDeleted] : []),
  ].join('\n');
}

/**
 * From the store itself, which throws where it is away: what the request carries may be the defaults then, and
 * saving them would undo what the server chose.
 */
function current(request: ServerRequest): Promise<ServerState> {
  return request.store.servers.read(request.serverId);
}

/** Null where there is nothing to choose. */
function articlesRow({ articleChoices: choices }: ServerState, request: ServerRequest): string | null {
  const shown = { ...request, library: request.answers.library, choices };
  return hasArticleSettings(shown) ? articlesLine(shown) : null;
}
