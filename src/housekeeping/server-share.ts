/** The servers that a process looks after, where several share them out. Each server is in one share. */
export interface ServerShare {
  /** No other share's, and the same after a restart. */
  readonly name: string;
  /** How many processes share them out. */
  readonly processes: number;
  holds(serverId: string): boolean;
}

/** Of a process that looks after whatever the store keeps. */
export const ALL_SERVERS: ServerShare = { name: 'all', processes: 1, holds: () => true };
