import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** From the folder of the repository. */
const FILE = 'bench/channel/hour.jsonl';

const expected = z.discriminatedUnion('kind', [
  /** `ids`: every passage of the English pack that would be right. */
  z.strictObject({ kind: z.literal('answer'), ids: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.literal('not-covered') }),
  z.strictObject({ kind: z.literal('small-talk') }),
  z.strictObject({ kind: z.literal('silence') }),
]);

const line = z.strictObject({
  id: z.int(),
  /** In seconds from the hour's start. */
  at: z.int().min(0).max(3_600),
  author: z.string(),
  bot: z.literal(true).optional(),
  webhook: z.literal(true).optional(),
  channel: z.enum(['general', 'ai-news', 'models', 'off-topic', 'help']),
  kind: z.enum(['message', 'edit', 'post']),
  /** The message that an edit changes. */
  edits: z.int().optional(),
  /** Of a post. */
  title: z.string().optional(),
  /** People, and the bot, are mentioned by name: `@Footnote`. */
  content: z.string(),
  repliesTo: z.union([z.int(), z.templateLiteral(["the bot's answer to ", z.int()])]).optional(),
  /** Whoever replied switched the ping off. */
  ping: z.literal(false).optional(),
  mentionsBot: z.boolean(),
  /** One of the real questions. */
  question: z.literal(true).optional(),
  expected,
});

/** One message of the hour, a change of one, or a new post. */
export type Line = z.infer<typeof line>;
export type Expected = Line['expected'];

/** An hour of a lively server, and what the bot should do about each message. */
export function readHour(): readonly Line[] {
  return readFileSync(FILE, 'utf8')
    .split('\n')
    .filter((text) => text !== '')
    .map((text) => line.parse(JSON.parse(text)));
}

/** The line to whose answer somebody replies; null where it is no reply to the bot. */
export function answeredLine({ repliesTo }: Line): number | null {
  return typeof repliesTo === 'string' ? Number(repliesTo.replace(/\D+/, '')) : null;
}
