import { mkdtempSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { inServer } from '../fixtures/scenes.ts';
import { TOKEN } from '../stand-in/discord.ts';
import { closeStandIns, spawnProgram, standIn } from './shipped-program.ts';

afterAll(closeStandIns);

function start(args: readonly string[], environment: Record<string, string> = {}) {
  const child = spawnProgram(args, environment);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const ended = new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
    child.on('close', (code) => resolve({ code, out, err }));
  });
  return { child, ended, printed: () => out + err };
}

async function run(args: readonly string[], options: { input?: string; env?: Record<string, string> } = {}) {
  const { child, ended } = start(args, options.env);
  child.stdin.end(options.input ?? '');
  return ended;
}

/** Where libraries would keep something about this machine. */
const HOME = mkdtempSync(join(tmpdir(), 'footnote-home-'));

describe('footnote', () => {
  it.each([
    ['by what texts mean', { EMBEDDINGS: 'on', HOME, DATA_DIR: join(tmpdir(), 'footnote-test-vectors') }],
    ['by words alone', { EMBEDDINGS: 'off' }],
  ])(
    'answers a question about the article %s, with what the contract names',
    async (_, env) => {
      const { code, out, err } = await run(['ask', '--jsonl'], {
        env,
        input:
          '{"id":"1","query":"how much did R1 cost to build"}\n{"id":"2","query":"who founded deepseek and runs it"}\n',
      });
      const [first, second] = out
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line));
      expect(code).toBe(0);
      expect(first).toMatchObject({
        id: '1',
        outcome: 'answer',
        pack: 'deepseek',
        locale: 'en',
        passage: { kind: 'faq', index: 6, section: 4, text: expect.stringContaining('$6 million') },
        suggestions: [],
      });
      expect(second).toMatchObject({
        id: '2',
        outcome: 'none',
        passage: null,
        notCovered: 'who runs or founded DeepSeek',
      });
      expect(err).not.toMatch(/onnxruntime/i);
      expect(readdirSync(HOME)).toEqual([]);
    },
    120_000,
  );

  it('shows what registering would do, as JSON, and sends nothing', async () => {
    const discord = await standIn();
    const { code, out, err } = await run(['register', '--dry-run', '--json'], {
      env: { DISCORD_TOKEN: TOKEN, DISCORD_APPLICATION_ID: '12345', DISCORD_API_URL: discord.apiUrl },
    });
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(JSON.parse(out)).toMatchObject({
      dryRun: true,
      plan: expect.arrayContaining([expect.objectContaining({ action: 'create', name: 'deepseek' })]),
    });
    expect(discord.requests.map(({ method }) => method)).toEqual(['GET']);
  });

  it('serves Discord with a token, and ends cleanly when told to', async () => {
    const discord = await standIn();
    const { child, ended } = start(['start'], { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl });
    await expect.poll(() => discord.gateway.counts.identified).toBe(1);
    const question = slashInteraction(inServer(), { name: 'ask', values: { question: 'what is r1' } });
    expect(await discord.interact(question).next()).toMatchObject({ kind: 'respond' });
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('opens the playground without a token: its address, its page, and a clean end', async () => {
    const { child, ended, printed } = start(['start']);
    await expect.poll(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    const [url = ''] = /http:\S+/.exec(printed()) ?? [];
    const page = await (await fetch(url)).text();
    const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? '');
    expect(files).toContain('/main.js');
    const answers = await Promise.all(files.map((path) => fetch(`${url}${path}`)));
    expect(answers.map(({ status }) => status)).toEqual(files.map(() => 200));
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  });

  it('opens the playground beside a token only when asked to, and doesn’t use the token', async () => {
    const discord = await standIn();
    const { child, ended, printed } = start(['start', '--mode', 'playground'], {
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: discord.apiUrl,
    });
    await expect.poll(printed).toMatch(/http:\/\/127\.0\.0\.1:\d+/);
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
    expect(discord.requests).toEqual([]);
    expect(discord.gateway.counts.identified).toBe(0);
  });

  it.each([
    ['an unknown command', ['sing'], 2, 'There is no command "sing"'],
    ['an unknown mode', ['start', '--mode', 'mail'], 2, 'There is no mode "mail"'],
    ['a missing file', ['eval', 'nowhere.jsonl'], 2, 'nowhere.jsonl'],
    ['missing content', ['ask', 'x', '--content', 'nowhere'], 1, 'nowhere'],
  ])('says in a sentence what to do about %s', async (_, args, code, words) => {
    const result = await run(args);
    expect(result.code).toBe(code);
    expect(result.err).toContain(words);
    expect(result.err).not.toMatch(/\n\s+at /);
  });

  it('answers from the articles that come along where it finds and is told of no others', async () => {
    const { code, out } = await run(['ask', 'how much did R1 cost to build', '--json'], {
      env: { CONTENT_DIR: '' },
    });
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ outcome: 'answer', pack: 'deepseek' });
  });

  it('says in a sentence what to do about a wrong token, without showing it', async () => {
    const discord = await standIn();
    const { code, err } = await run(['start'], {
      env: { DISCORD_TOKEN: 'x.secret.y', DISCORD_API_URL: discord.apiUrl },
    });
    expect(code).toBe(2);
    expect(err).toContain('DISCORD_TOKEN');
    expect(err).not.toContain('secret');
  });

  it('ends with 2 when Discord takes back what it needs to be connected: starting it again would not help', async () => {
    const discord = await standIn();
    const { ended } = start(['start'], { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: discord.apiUrl });
    await expect.poll(() => discord.gateway.connected()).toEqual([0]);
    const question = slashInteraction(inServer(), { name: 'ask', values: { question: 'what is r1' } });
    expect(await discord.interact(question).next()).toMatchObject({ kind: 'respond' });
    discord.gateway.end(4014);
    const { code, err } = await ended;
    expect(err).toContain('Discord closed the connection for good');
    expect(code).toBe(2);
  });

  it('names file and line of what is wrong with an article', async () => {
    const content = mkdtempSync(join(tmpdir(), 'footnote-content-'));
    mkdirSync(join(content, 'club'));
    writeFileSync(
      join(content, 'club', 'en.md'),
      '---\nsource: The club\n---\nSummary.\n\n## Rules\nText.\n',
    );
    const { code, out } = await run(['check', content]);
    expect(code).toBe(1);
    expect(out).toMatch(/club\/en\.md:\d+: error: .*title/);
  });
});
