import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '../src/content/pack.ts';
import {
  inServers,
  reply,
  type ModalRequest,
  type InServer,
  type Reply,
  type ServerRequest,
} from '../src/discord/kit.ts';
import {
  answeringForm,
  audienceForm,
  changesOf,
  readAnswering,
  readAudience,
  settingsMessage,
  withoutStale,
} from '../src/discord/render/settings.ts';
import { DEFAULT_SETTINGS, type ServerSettings } from '../src/store/store.ts';
import { LANGUAGES } from '../src/texts/texts.ts';

/** Short for each of the three settings that a form showed. */
const SHOWN = [
  ['hash', 'empty'],
  ['hash', 'empty'],
  ['hash', 'empty'],
] as const;

/**
 * What a server chose, on a message for the moderator alone, and two forms to change it: six settings don't fit into
 * one form, and on a phone a form shows no more than three at once.
 */
export const settings = inServers({ member: ['ManageGuild'] }).command({
  name: 'settings',
  names: { fr: 'réglages' },
  description: { en: 'How I answer in this server', fr: 'Comment je réponds dans ce serveur' },

  execute: async (request) => reply.private(settingsMessage(await current(request), request)),

  components: {
    audience: {
      mayOpenModal: true,
      handle: async (request) =>
        reply.modal(audienceForm(await current(request), request, languagesOf(request))),
    },
    answering: {
      mayOpenModal: true,
      handle: async (request) => reply.modal(answeringForm(await current(request), request)),
    },
    everywhere: (request) => change(request, (before) => ({ ...before, publicChannels: [] })),
  },

  modals: {
    audience: { carries: SHOWN, handle: saving('audience', readAudience) },
    answering: { carries: SHOWN, handle: saving('answering', readAnswering) },
  },
});

function saving(form: 'audience' | 'answering', read: typeof readAudience) {
  return (request: ModalRequest & InServer) =>
    change(request, (before) => {
      const after = read(request.fields, before, languagesOf(request));
      return withoutStale(form, request.args, { before, after });
    });
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
  const before = await current(request);
  const after = to(before);
  const changes = changesOf(before, after, request);
  if (changes.length > 0) {
    await request.store.servers.writeSettings(request.serverId, differences(before, after));
  }
  return reply.update(settingsMessage(after, request, noteOf(changes, before, after, request)));
}

/** Those alone are written: another form may be saved at the same time. */
function differences(before: ServerSettings, after: ServerSettings): Partial<ServerSettings> {
  const changed: { -readonly [Name in keyof ServerSettings]?: ServerSettings[Name] } = { ...after };
  for (const name of Object.keys(after).filter(isSetting)) {
    if (isDeepStrictEqual(before[name], after[name])) delete changed[name];
  }
  return changed;
}

function isSetting(name: string): name is keyof ServerSettings {
  return name in DEFAULT_SETTINGS;
}

function noteOf(
  changes: readonly string[],
  before: ServerSettings,
  after: ServerSettings,
  { texts: { settings: texts } }: ServerRequest,
): string {
  if (changes.length === 0) return texts.unchanged;
  const deleted = after.keepingDays === 0 && before.keepingDays !== 0;
  return [texts.saved, ...changes, ...(deleted ? [texts.questionsDeleted] : [])].join('\n');
}

/**
 * From the store itself, which throws where it is away: what the request carries may be the defaults then, and
 * saving them would undo what the server chose.
 */
async function current(request: ServerRequest): Promise<ServerSettings> {
  return (await request.store.servers.read(request.serverId)).settings;
}
