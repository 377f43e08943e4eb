import type { PassageReference } from '../content/pack.ts';
import type { Claim } from './pin-store.ts';
import type { ServerSettings } from './settings.ts';
import type { ServerEntry } from './knowledge-store.ts';

/** A server whose weekly digest is due. */
export interface ClaimedDigest {
  readonly serverId: string;
  readonly week: number;
  readonly settings: ServerSettings & Required<Pick<ServerSettings, 'digest'>>;
  /** When a process began to post this one and never said that it was done; null where none did. */
  readonly begunAt: number | null;
}

/** Which servers get a digest, and what stands in it alone. Weeks are numbered: each process counts alike. */
export interface DigestStore {
  /** Servers that chose a channel since the last time get their first digest when the next week ends. */
  begin(week: number): Promise<void>;
  /** One server that chose a channel, that no process works on and that had no digest of this week yet; null where there is none. */
  claim(week: number, claim: Claim): Promise<ClaimedDigest | null>;
  /** It was posted, or there was nothing to say. */
  finish(serverId: string, week: number): Promise<void>;
  /** Not before that time. `refused` is the channel that Discord didn't let the bot post to. */
  postpone(serverId: string, until: number, refused: string | null): Promise<void>;
  /** The channel that was refused last; null once one was posted. */
  refusedChannel(serverId: string): Promise<string | null>;
  /** Entries that were neither given as an answer nor changed since then, those that wait longest first. */
  unused(serverId: string, since: number, limit: number): Promise<readonly ServerEntry[]>;
  /** Passages that members found not helpful then, most often first. */
  unhelpful(
    serverId: string,
    when: { readonly from: number; readonly to: number },
    limit: number,
  ): Promise<readonly { readonly passage: PassageReference; readonly times: number }[]>;
}
