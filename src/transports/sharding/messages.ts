import { z } from 'zod';

/** What passes between the process that starts the shards and theirs, beside discord.js's own messages. */

const request = z.int();

/** What a shard's process is asked about: a `Readiness`, or its metrics as JSON. */
const topic = z.enum(['readiness', 'metrics']);
export type Topic = z.infer<typeof topic>;

export const toShard = z.discriminatedUnion('kind', [
  /** It is its turn to identify. */
  z.object({ kind: z.literal('granted'), request }),
  z.object({ kind: z.literal('ask'), request, topic }),
  /** Answered at once, whatever the database does. */
  z.object({ kind: z.literal('ping') }),
  z.object({ kind: z.literal('stop') }),
]);
export type ToShard = z.infer<typeof toShard>;

export const fromShard = z.discriminatedUnion('kind', [
  /** It waits for its turn to identify. */
  z.object({ kind: z.literal('identify'), request }),
  /** It no longer does: its connection was closed. */
  z.object({ kind: z.literal('gaveUp'), request }),
  /** Null as long as it has none. */
  z.object({ kind: z.literal('answer'), request, answer: z.unknown() }),
  z.object({ kind: z.literal('pong') }),
  /** It can't go on, and ends. `forAll`: nor can any other, now or later. */
  z.object({ kind: z.literal('failed'), why: z.string(), forAll: z.boolean() }),
]);
export type FromShard = z.infer<typeof fromShard>;
