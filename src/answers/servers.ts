import type { PassageReference } from '../content/pack.ts';
import type { ConfidenceLevel } from '../store/settings.ts';
import type { Knowledge } from '../store/knowledge-store.ts';

/** The server that a question comes from. */
export interface AskedServer {
  readonly id: string;
  /** Of what it taught the bot: what is kept from another revision is read again. 0 where it never did. */
  readonly revision: number;
  /** How sure an answer must be; `balanced` by default. */
  readonly confidence?: ConfidenceLevel;
}

/** What the members of a server found of a passage. */
export interface PassageVotes {
  readonly passage: PassageReference;
  readonly helpful: number;
  readonly unhelpful: number;
}

/** Where answers read what servers taught the bot. Both may reject: answers then go by what was read last. */
export interface ServerMemory {
  knowledgeOf(serverId: string): Promise<Knowledge>;
  votesOf(serverId: string): Promise<readonly PassageVotes[]>;
}

/** The article that a server's own entries stand in, as `Pack.slug` and `PassageReference.slug`: no folder is called so. */
export const SERVER_SLUG = '@server';

/** The id of an entry's passage. */
export function entryPassageId(entryId: string): string {
  return `entry/${entryId}`;
}
