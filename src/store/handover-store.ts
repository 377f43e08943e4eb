/**
 * As many questions as a member may bring to the helpers of a server, and as all of its members together may, in an hour and
 * in a day: many accounts are not to flood a channel either.
 */
export const HANDOVERS = {
  ofMember: { anHour: 3, aDay: 10 },
  ofServer: { anHour: 30, aDay: 150 },
} as const;

/** For how long the bot remembers that a question waits for its helpers, and that a member waits to be told. */
export const WAITING_DAYS = 30;

/** A question that a member brought to the helpers of their server. */
export interface Handover {
  /** Short, of letters and digits: it stands in custom ids. */
  readonly id: string;
  /** Where the helpers see it. */
  readonly channelId: string;
  /** Null while it is being posted. */
  readonly messageId: string | null;
  /** The helper who said that they answer it. */
  readonly claimedBy: string | null;
  readonly isAnswered: boolean;
}

interface NewHandover {
  /** A keyed hash of who asks. */
  readonly member: string;
  /** A keyed hash of the question. */
  readonly question: string;
  readonly channelId: string;
  readonly at: number;
}

type BegunHandover =
  | { readonly did: 'begun'; readonly id: string }
  /** The same question waits for them already. */
  | { readonly did: 'waiting'; readonly handover: Handover }
  /** The member, or all of the server's together, brought them as many as they may. @param until when they may again */
  | { readonly did: 'limited'; readonly of: keyof typeof HANDOVERS; readonly until: number };

/** Questions on their way to a server's helpers: their texts are on Discord alone. */
export interface HandoverStore {
  /**
   * Two that ask the same at once begin one. What was begun two minutes ago and never noted as posted is begun again under its
   * id: where it was posted after all, that message's buttons lead to the same.
   */
  begin(serverId: string, handover: NewHandover): Promise<BegunHandover>;
  posted(serverId: string, id: string, messageId: string): Promise<void>;
  /** Its message is gone: it waits for nobody, and still counts. */
  close(serverId: string, id: string, at: number): Promise<void>;
  /** It never reached the helpers: it doesn't count. */
  remove(serverId: string, id: string): Promise<void>;
  /** Null where it is no longer kept. */
  find(serverId: string, id: string): Promise<Handover | null>;
  /** Takes it where nobody has it. What it is now; null where it is gone. */
  claim(serverId: string, id: string, helper: string): Promise<Handover | null>;
  /** Gives it back where this helper has it. What it is now; null where it is gone. */
  release(serverId: string, id: string, helper: string): Promise<Handover | null>;
  /** True for the one who may post an answer now; false where somebody answered it, or began to in the last two minutes. */
  beginAnswer(serverId: string, id: string, at: number): Promise<boolean>;
  /** Nothing was posted: whoever wants may answer it. */
  leaveAnswer(serverId: string, id: string): Promise<void>;
  /**
   * Whoever waits to be told of an answer to this question is due: resolves with how many. Null, and nothing is done, where
   * somebody answered it before, or it is gone.
   * @param by.question its keyed hash
   * @param by.answer encrypted by the caller
   */
  answered(
    serverId: string,
    id: string,
    by: { readonly question: string; readonly answer: string; readonly at: number },
  ): Promise<number | null>;
  /** Deletes those that were answered a day ago, and those that waited `WAITING_DAYS`. Resolves with their number. */
  deleteExpired(now: number): Promise<number>;
}
