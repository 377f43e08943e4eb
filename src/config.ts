import { z } from 'zod';
import { LOG_LEVELS } from './log.ts';

/** What the environment says, checked once at the start. */
export interface Config {
  readonly token: string | null;
  readonly applicationId: string | null;
  /** The application's, in hexadecimal, for interactions over HTTP. Checked where it is used. */
  readonly publicKey: string | null;
  readonly apiUrl: string;
  /** Null: `content` in the working directory, or the one that comes along. */
  readonly contentDir: string | null;
  /** Whether search also goes by meaning, not by words alone. */
  readonly embeddings: boolean;
  /** The folder of a sentence model to use instead of the one that comes along. */
  readonly embeddingModelDir: string | null;
  /** How many copies of the model compute at once; null: as many as the machine is good for. */
  readonly embeddingThreads: number | null;
  readonly dataDir: string;
  /** `postgres://…`, `postgresql://…`, a SQLite file as `file:…` or a path; null for one in `dataDir`. Holds a password. */
  readonly databaseUrl: string | null;
  /** The address to listen on; null for every one of the machine's, of IPv4 and IPv6. */
  readonly host: string | null;
  /** Null: 3000 for interactions over HTTP, and none otherwise. 0: one that is free. */
  readonly port: number | null;
  readonly shards: Shards;
  /** Whether the bot registers its commands by itself. */
  readonly autoRegister: boolean;
  /** Whether the gateway tells of messages, so that mentions and direct messages can be answered. */
  readonly messages: boolean;
  /** Whether the text of new posts is read besides their titles. */
  readonly postTexts: boolean;
  readonly logLevel: (typeof LOG_LEVELS)[number];
}

/** The gateway connections that this process opens: as many as Discord recommends, or these. */
export type Shards = 'auto' | ShardRange;

/** The shards `first` to `last`, counted from 0, of `count` that share out the bot's servers. */
export interface ShardRange {
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

export const ONE_SHARD: ShardRange = { first: 0, last: 0, count: 1 };

/** Something in the environment is not as it must be. The message says what to do, and no value of a secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** An empty variable counts as unset: that is how people comment out a value in `.env`. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (typeof value === 'string' && value.trim() === '' ? undefined : value), schema);

const PORT_RANGE = 'must be a number from 0 to 65535';

const SHARDS = 'must be auto, a number from 1 to 1000, or a range counted from 0, such as 0-15/64';

const THREADS = 'must be a number from 1 to 64';

const snowflake = z
  .string()
  .trim()
  .regex(/^\d{1,20}$/, 'must be an ID: digits only');

const token = z
  .string()
  .trim()
  .transform((value) => value.replace(/^Bot\s+/i, ''))
  .refine((value) => !/\s/.test(value), {
    message:
      'has a space in it; copy it again from the Bot page at https://discord.com/developers/applications',
  });

const port = z
  .string()
  .trim()
  .regex(/^\d{1,5}$/, PORT_RANGE)
  .transform(Number)
  .refine((value) => value <= 65_535, PORT_RANGE);

/** A bot of the smallest kind may identify 1,000 times a day (Events, Gateway, Rate Limiting). */
const MAX_SHARDS = 1000;

const shards = z
  .string()
  .trim()
  .toLowerCase()
  .transform(readShards)
  .refine((value) => value !== null, SHARDS);

/** `auto`, `4` (all of four), `0-15/64` or `3/64`. Null for anything else. */
function readShards(text: string): Shards | null {
  if (text === 'auto') return text;
  const [, first, last = first, total] = /^(?:(\d{1,4})(?:-(\d{1,4}))?\/)?(\d{1,4})$/.exec(text) ?? [];
  const count = Number(total);
  const range =
    first === undefined
      ? { first: 0, last: count - 1, count }
      : { first: Number(first), last: Number(last), count };
  return range.first <= range.last && range.last < count && count <= MAX_SHARDS ? range : null;
}

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const databaseUrl = z
  .string()
  .trim()
  .refine((value) => (/^postgres(?:ql)?:/.test(value) ? URL.canParse(value) : isFile(value)), {
    message: 'must be postgres://user:password@host:port/database, or a SQLite file: file:/path or a path',
  });

/** One letter before a colon is a disk of Windows. */
function isFile(value: string): boolean {
  return value.startsWith('file:') ? value.length > 'file:'.length : !/^[a-z][a-z\d+.-]+:/i.test(value);
}

const environment = z.object({
  DISCORD_TOKEN: optional(token.optional()),
  DISCORD_APPLICATION_ID: optional(snowflake.optional()),
  DISCORD_PUBLIC_KEY: optional(z.string().trim().optional()),
  DISCORD_API_URL: optional(url.default('https://discord.com/api')),
  CONTENT_DIR: optional(z.string().optional()),
  DATA_DIR: optional(z.string().default('data')),
  DATABASE_URL: optional(databaseUrl.optional()),
  EMBEDDINGS: optional(z.enum(['on', 'off'], { error: 'must be on or off' }).default('on')),
  EMBEDDING_MODEL_DIR: optional(z.string().optional()),
  EMBEDDING_THREADS: optional(
    z.coerce.number(THREADS).pipe(z.int(THREADS).min(1, THREADS).max(64, THREADS)).optional(),
  ),
  HOST: optional(z.string().trim().optional()),
  PORT: optional(port.optional()),
  MESSAGES: optional(z.enum(['on', 'off'], { error: 'must be on or off' }).default('on')),
  POST_TEXTS: optional(z.enum(['on', 'off'], { error: 'must be on or off' }).default('off')),
  SHARDS: optional(shards.optional()),
  AUTO_REGISTER: optional(z.enum(['0', '1'], { error: 'must be 0 or 1' }).default('0')),
  LOG_LEVEL: optional(
    z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  ),
});

/** The names of all that are read. */
export const VARIABLES: readonly string[] = Object.keys(environment.shape);

/** Throws a `ConfigError` that names every variable that is wrong. */
export function readConfig(variables: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(
      `The environment is not right: ${problems.join('; ')}. Mend it in .env (.env.example explains each variable).`,
    );
  }
  const { data } = parsed;
  return {
    token: data.DISCORD_TOKEN ?? null,
    applicationId: data.DISCORD_APPLICATION_ID ?? null,
    publicKey: data.DISCORD_PUBLIC_KEY ?? null,
    apiUrl: data.DISCORD_API_URL.replace(/\/+$/, ''),
    contentDir: data.CONTENT_DIR ?? null,
    embeddings: data.EMBEDDINGS === 'on',
    embeddingModelDir: data.EMBEDDING_MODEL_DIR ?? null,
    embeddingThreads: data.EMBEDDING_THREADS ?? null,
    dataDir: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL ?? null,
    host: data.HOST ?? null,
    port: data.PORT ?? null,
    shards: data.SHARDS ?? ONE_SHARD,
    autoRegister: data.AUTO_REGISTER === '1',
    messages: data.MESSAGES === 'on',
    postTexts: data.POST_TEXTS === 'on',
    logLevel: data.LOG_LEVEL,
  };
}

/** The bot's token. Throws a `ConfigError` where there is none. */
export function requiredToken({ token: given }: Pick<Config, 'token'>): string {
  return required(
    given,
    'DISCORD_TOKEN',
    'Copy it from the Bot page of your application at https://discord.com/developers/applications',
  );
}

/** The value of a variable that a command can't do without. */
export function required(value: string | null, name: string, where: string): string {
  if (value === null) {
    throw new ConfigError(`${name} is not set. ${where}, and put it into .env (see .env.example).`);
  }
  return value;
}
