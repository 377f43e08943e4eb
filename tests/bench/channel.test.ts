import { afterEach, describe, expect, it } from 'vitest';
import { startBot } from '../../bench/channel/bot.ts';
import { createChannels } from '../../bench/channel/discord.ts';
import { groupsOf } from '../../bench/channel/figures.ts';
import { answeredLine, readHour, type Expected, type Line } from '../../bench/channel/hour.ts';
import { judge } from '../../bench/channel/judge.ts';
import { playHour } from '../../bench/channel/play.ts';
import { serverOfHour } from '../../bench/channel/server.ts';
import { startGateway } from '../../bench/gateway/gateway.ts';
import { loadLibrary } from '../../src/content/load.ts';
import { packIn, passagesOf } from '../../src/content/pack.ts';
import { ownStore } from '../fixtures/store.ts';

const { library } = await loadLibrary('content', { reservedNames: [] });

describe('the hour', () => {
  const hour = readHour();

  it('has as many messages, people and questions as the documentation says', () => {
    const people = new Set(
      hour.filter(({ bot, webhook }) => bot !== true && webhook !== true).map(({ author }) => author),
    );
    const questions = hour.filter(({ question }) => question === true);
    expect([hour.length, people.size, questions.length]).toEqual([300, 32, 40]);
    const { questions: asked, others } = groupsOf(hour.map((line) => ({ line, said: { kind: 'silence' } })));
    expect(asked.map(({ messages }) => messages)).toEqual([16, 6, 5, 2, 4, 2, 5]);
    expect(others.map(({ messages }) => messages)).toEqual([39, 10, 6, 3, 8, 194]);
  });

  it('names passages that the article has, and messages that were written before', () => {
    const pack = packIn(library, 'deepseek', 'en');
    const ids = new Set(pack === null ? [] : passagesOf(pack).map(({ id }) => id));
    const named = hour.flatMap(({ expected }) => (expected.kind === 'answer' ? expected.ids : []));
    expect(named.filter((id) => !ids.has(id))).toEqual([]);
    for (const [at, line] of hour.entries()) {
      const others = [line.edits, answeredLine(line), line.repliesTo].filter(
        (one) => typeof one === 'number',
      );
      expect(line.id).toBe(at + 1);
      for (const id of others) expect(id, `line ${line.id}`).toBeLessThan(line.id);
      const isPinged = answeredLine(line) !== null && line.ping !== false;
      expect(line.mentionsBot, `line ${line.id}`).toBe(line.content.includes('@Footnote') || isPinged);
    }
  });
});

describe('a judgement', () => {
  const wanted: Expected = { kind: 'answer', ids: ['faq/one', 'section/two/1'] };
  const answer = (...passages: string[]) => ({ kind: 'answer', passages }) as const;
  const offer = (...passages: string[]) => ({ kind: 'offer', passages }) as const;

  it('takes an answer for right where all that it says would be', () => {
    expect(judge(wanted, answer('section/two/1'))).toBe('right');
    expect(judge(wanted, answer('faq/one', 'section/two/1'))).toBe('right');
    expect(judge(wanted, answer('faq/one', 'faq/three'))).toBe('wrong');
    expect(judge(wanted, answer('section/two/2'))).toBe('wrong');
  });

  it('takes any answer to anything else for wrong', () => {
    for (const kind of ['not-covered', 'small-talk', 'silence'] as const)
      expect(judge({ kind }, answer('faq/one'))).toBe('wrong');
  });

  it('takes an offer for one where a right passage is among it', () => {
    expect(judge(wanted, offer('faq/three', 'faq/one'))).toBe('offered, right among them');
    expect(judge(wanted, offer('faq/three'))).toBe('offered, right not among them');
    expect(judge({ kind: 'not-covered' }, offer('faq/one'))).toBe('offered, right not among them');
  });
});

describe('a played hour', () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  type Written = Partial<Line> & Pick<Line, 'content'>;

  /** What the bot says to each of these, by words alone; a minute lies between two. */
  async function play(...written: readonly Written[]) {
    const hour = written.map((line, at): Line => ({
      id: at + 1,
      at: at * 60,
      author: 'ada',
      channel: 'general',
      kind: 'message',
      mentionsBot: false,
      expected: { kind: 'silence' },
      ...line,
    }));
    const server = serverOfHour();
    const store = ownStore();
    await store.servers.writeSettings(server.id, {
      answersMentions: true,
      postForums: [server.channels.help],
    });
    const gateway = await startGateway(1);
    closing.push(() => gateway.close());
    const discord = createChannels({ id: server.channels.help, serverId: server.id });
    let clock = 0;
    const bot = await startBot({
      gateway,
      library,
      contentDir: 'content',
      posts: 'always',
      embeddings: null,
      store,
      discord: discord.api,
      now: () => clock,
    });
    closing.push(() => bot.close());
    const setClock = (time: number) => void (clock = time);
    const played = await playHour(hour, { bot, discord, library, server, setClock });
    return played.map(({ said }) => said);
  }

  const ASKED = '@Footnote which chips was r1 built with?';
  const CHIPS = { kind: 'answer', passages: ['faq/which-chips-was-r1-built-with'] };

  it('hears of what people write to each other no more than a bot does on Discord', async () => {
    const said = await play(
      { content: 'which chips was r1 built with?' },
      { content: '@bob which chips was r1 built with?' },
      { content: ASKED, author: 'Levelina', bot: true },
      { content: ASKED, author: 'feed', webhook: true },
      { content: ASKED, kind: 'edit', edits: 1 },
      { content: 'hi', author: 'bob' },
    );
    expect(said).toEqual(said.map(() => ({ kind: 'silence' })));
  });

  it('tells an answer from small talk, an offer and what the article does not say', async () => {
    const said = await play(
      { content: ASKED },
      { content: '@Footnote thanks a lot' },
      { content: '@Footnote who wrote the article?' },
      { content: '@Footnote what about the chips and investors' },
    );
    expect(said.slice(0, 3)).toEqual([CHIPS, { kind: 'small talk' }, { kind: 'does not say' }]);
    expect(said[3]).toMatchObject({ kind: 'offer', passages: expect.arrayContaining(CHIPS.passages) });
  });

  it('names what is answered in French as the English article does', async () => {
    const [said] = await play({ content: '@Footnote Avec quelles puces R1 a-t-il été développé ?' });
    expect(said).toEqual(CHIPS);
  });

  it('replies to the answer that was posted, which Discord counts as a mention but with its ping off', async () => {
    const reply = { content: 'who wrote the article?', repliesTo: "the bot's answer to 1" } as const;
    const said = await play({ content: ASKED }, { ...reply }, { ...reply, ping: false });
    expect(said).toEqual([CHIPS, { kind: 'does not say' }, { kind: 'silence' }]);
  });

  it('answers a new post of its forum by its title, and no text is told of it', async () => {
    const post = { channel: 'help', kind: 'post', content: 'Please help!' } as const;
    const said = await play(
      { ...post, title: 'Which chips was R1 built with?' },
      { ...post, title: 'Looking for friends' },
      { ...post, title: 'Please help!', content: 'Which chips was R1 built with?' },
    );
    expect(said).toEqual([CHIPS, { kind: 'silence' }, { kind: 'silence' }]);
  });

  it('slows nobody down who writes once a minute, and tells who writes at once', async () => {
    const asked = (seconds: readonly number[]) => seconds.map((at) => ({ content: ASKED, at }));
    const slow = await play(...asked([0, 60, 120, 180, 240, 300, 360]));
    expect(slow).toEqual(slow.map(() => CHIPS));
    const quick = await play(...asked([0, 1, 2, 3, 4, 5, 6]));
    expect(quick.map(({ kind }) => kind)).toEqual([...Array<string>(5).fill('answer'), 'refusal', 'silence']);
  });
});
