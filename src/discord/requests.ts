import type { APIInteraction } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Answers } from '../answers/answers.ts';
import type { Seldom } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { CommandNaming } from '../texts/texts.ts';
import type { DiscordApi } from './api.ts';
import type { Asking, Command, Member, Place, Request } from './command.ts';
import { secondsOf, type RateLimiter } from './cooldown.ts';
import type { HashingKeys } from './keyed-hash.ts';
import { MESSAGE_DEADLINES } from './limits.ts';
import type { ArticleQualities } from './posts/article-quality.ts';
import { readAsking, readMember, readPlace, readRequest, type AskingParts } from './request.ts';
import { DEFAULT_STATE, type createServerStates, type ReadState } from './server-states.ts';

/** What handlers see of all that answers. */
export interface Visible {
  readonly answers: Answers;
  readonly commands: readonly Command[];
  /** The same for all contexts of a bot. */
  readonly keys: HashingKeys;
}

/** Puts together what handlers get: what was asked, what the server chose, and what there is to work with. */
export interface Requests {
  readonly of: (
    interaction: APIInteraction,
    visible: Visible,
    naming: CommandNaming,
    readState: ReadState,
  ) => Promise<Request>;
  /**
   * What somebody wrote without an interaction is asked with.
   * @param spoken one of Discord's locales: the server's
   */
  readonly written: (
    by: {
      readonly author: Pick<Member, 'id' | 'username'>;
      readonly serverId: string | null;
      readonly spoken: string;
    },
    visible: Visible,
    naming: CommandNaming,
  ) => Promise<{
    readonly settings: AskingParts['settings'];
    readonly askingAt: (place: Place) => Promise<Asking>;
  }>;
}

export function createRequests({
  states,
  cooldowns,
  ...shared
}: {
  readonly states: ReturnType<typeof createServerStates>;
  readonly cooldowns: RateLimiter;
  readonly store: Store;
  readonly discord: DiscordApi;
  readonly qualities: ArticleQualities;
  readonly log: Logger;
  readonly seldom: Seldom;
}): Requests {
  async function partsFor(
    { place, member }: Pick<Request, 'place' | 'member'>,
    visible: Visible,
    readState: ReadState,
  ): Promise<AskingParts> {
    // What a server chose is its own only while the bot is in it.
    const state =
      place.serverId === null || !place.botIsMember ? DEFAULT_STATE : await readState(place.serverId);
    const here = `${place.serverId ?? place.channelId ?? ''} ${member.id}`;
    return {
      ...visible,
      ...state,
      ...shared,
      place,
      member,
      cooldown: (what, seconds) =>
        seconds <= 0 ? 0 : secondsOf(cooldowns.take(`${here} ${what}`, { times: 1, within: seconds * 1000 })),
    };
  }

  return {
    of: async (interaction, visible, naming, readState) => {
      const asked = { place: readPlace(interaction), member: readMember(interaction) };
      return readRequest(interaction, naming, await partsFor(asked, visible, readState));
    },
    written: async ({ author, serverId, spoken }, visible, naming) => {
      const { current } = states.begin(MESSAGE_DEADLINES.settingsWithin);
      const { settings } = serverId === null ? DEFAULT_STATE : await current(serverId);
      // Discord doesn't tell what they may do there: nothing that a message asks for takes a permission.
      const member = { ...author, permissions: 0n };
      // All that is said to it is for all to read.
      const languages = { locale: settings.locale ?? spoken, serverLocale: spoken };
      return {
        settings,
        askingAt: async (place) =>
          readAsking(languages, naming, await partsFor({ place, member }, visible, current)),
      };
    },
  };
}
