import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readConfig, required } from '../src/config.ts';

describe('the environment', () => {
  it('has a default for all that the terminal needs', () => {
    expect(readConfig({})).toEqual({
      autoRegister: false,
      token: null,
      applicationId: null,
      publicKey: null,
      apiUrl: 'https://discord.com/api',
      contentDir: null,
      embeddings: true,
      embeddingModelDir: null,
      embeddingThreads: null,
      dataDir: 'data',
      databaseUrl: null,
      host: null,
      port: null,
      shards: { first: 0, last: 0, count: 1 },
      messages: true,
      postTexts: false,
      logLevel: 'info',
    });
  });

  it('takes an empty value for none, and a token with the word Bot before it', () => {
    expect(readConfig({ DISCORD_TOKEN: '', LOG_LEVEL: ' ', EMBEDDING_MODEL_DIR: '' })).toMatchObject({
      token: null,
      host: null,
      port: null,
      logLevel: 'info',
      embeddingModelDir: null,
    });
    expect(readConfig({ DISCORD_TOKEN: 'Bot abc.def.ghi' }).token).toBe('abc.def.ghi');
  });

  it('says where to listen', () => {
    expect(readConfig({ HOST: '127.0.0.1', PORT: '0' })).toMatchObject({ host: '127.0.0.1', port: 0 });
    expect(readConfig({ PORT: ' 65535 ' }).port).toBe(65_535);
  });

  it.each([
    ['', { first: 0, last: 0, count: 1 }],
    [' Auto ', 'auto'],
    ['1', { first: 0, last: 0, count: 1 }],
    ['1000', { first: 0, last: 999, count: 1000 }],
    ['0-15/64', { first: 0, last: 15, count: 64 }],
    ['63-63/64', { first: 63, last: 63, count: 64 }],
    ['3/64', { first: 3, last: 3, count: 64 }],
  ])('says which shards there are: %j', (text, shards) => {
    expect(readConfig({ SHARDS: text }).shards).toEqual(shards);
  });

  it.each([
    '0',
    '1001',
    '2.5',
    '-1',
    'two',
    '[0]',
    '64/64',
    '0-64/64',
    '5-4/8',
    '0-15',
    '0-15/',
    '0-3/1001',
    '0/0',
  ])('has one sentence for the shards %s', (text) => {
    expect(() => readConfig({ SHARDS: text })).toThrow(
      /^The environment is not right: SHARDS must be auto, a number from 1 to 1000, or a range counted from 0, such as 0-15\/64\. /,
    );
  });

  it('says how search goes by meaning', () => {
    const variables = {
      EMBEDDINGS: 'off',
      EMBEDDING_MODEL_DIR: '/models/e5',
      EMBEDDING_THREADS: '3',
      DATA_DIR: '/var/footnote',
    };
    expect(readConfig(variables)).toMatchObject({
      embeddings: false,
      embeddingModelDir: '/models/e5',
      embeddingThreads: 3,
      dataDir: '/var/footnote',
    });
  });

  it.each([
    'postgres://bot:secret@db.example:5432/footnote',
    'postgresql:///footnote?host=/run/postgresql',
    'file:/var/lib/footnote.db',
    'data/other.db',
    'C:\\footnote\\footnote.db',
  ])('takes the database %s', (databaseUrl) => {
    expect(readConfig({ DATABASE_URL: databaseUrl }).databaseUrl).toBe(databaseUrl);
  });

  it.each([
    [{ MESSAGES: 'some' }, 'MESSAGES must be on or off'],
    [{ EMBEDDINGS: 'yes' }, 'EMBEDDINGS must be on or off'],
    [{ DISCORD_API_URL: 'ftp://x' }, 'DISCORD_API_URL must be an http or https address'],
    [{ EMBEDDING_THREADS: '0' }, 'EMBEDDING_THREADS must be a number from 1 to 64'],
    [{ EMBEDDING_THREADS: 'all' }, 'EMBEDDING_THREADS must be a number from 1 to 64'],
    [{ PORT: '70000' }, 'PORT must be a number from 0 to 65535'],
    [{ PORT: '-1' }, 'PORT must be a number from 0 to 65535'],
    [{ PORT: 'http' }, 'PORT must be a number from 0 to 65535'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error'],
    [{ DISCORD_APPLICATION_ID: 'mine' }, 'DISCORD_APPLICATION_ID must be an ID'],
    [{ DISCORD_TOKEN: 'abc def' }, 'DISCORD_TOKEN has a space in it'],
    [{ DATABASE_URL: 'mysql://localhost/footnote' }, 'DATABASE_URL must be postgres://'],
    [{ DATABASE_URL: 'postgres://host:port' }, 'DATABASE_URL must be postgres://'],
    [{ DATABASE_URL: 'file:' }, 'or a SQLite file'],
  ])('names what is wrong in %j and what to do', (variables, words) => {
    expect(() => readConfig(variables)).toThrow(words);
    expect(() => readConfig(variables)).toThrow('.env');
  });

  it('never shows a secret in an error', () => {
    expect(() => readConfig({ DISCORD_TOKEN: 'very secret' })).toThrow(/^(?!.*very secret)/s);
    expect(() => readConfig({ DATABASE_URL: 'mysql://bot:secret@host' })).toThrow(/^(?!.*secret@)/s);
  });

  it('says which variable is missing', () => {
    expect(() => required(null, 'DISCORD_TOKEN', 'Copy it')).toThrow('DISCORD_TOKEN is not set. Copy it');
  });

  it('is all in .env.example', () => {
    const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const source = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8');
    const named = (text: string) =>
      [...text.matchAll(/^\s*([A-Z_]{4,})[=:]/gm)]
        .map((match) => match[1] ?? '')
        .toSorted((one, other) => (one < other ? -1 : 1));
    expect(named(example)).toEqual(named(source));
  });
});
