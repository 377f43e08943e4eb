import { Locale, PermissionFlagsBits, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { slashInteraction } from '../../src/playground/interactions.ts';
import { DAY, dayOf } from '../../src/store/days.ts';
import type { AskedQuestion } from '../../src/store/question-store.ts';
import { DEFAULT_SETTINGS, type Store } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { inServer, READING } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { bot, isPrivate, violationsOf } from './member.ts';

const managing = {
  memberPermissions: READING | PermissionFlagsBits.ManageGuild,
  botPermissions: READING | PermissionFlagsBits.AttachFiles,
};
const moderator = inServer(managing);
const SERVER = moderator.server?.id ?? '';
const stats = (days?: string, scene = moderator) =>
  slashInteraction(scene, { name: 'stats', values: days === undefined ? {} : { days } });

/** `times` members asked it, that many days ago. */
async function asked(
  store: Store,
  text: string,
  outcome: AskedQuestion['outcome'],
  times = 1,
  daysAgo = 0,
): Promise<string> {
  const at = Date.now() - daysAgo * DAY;
  let id: string | null = null;
  for (let time = 0; time < times; time += 1) {
    await store.figures.count(SERVER, dayOf(at), outcome);
    id = await store.questions.record(SERVER, { text, locale: 'en', outcome, at });
  }
  return id ?? '';
}

async function voted(store: Store, question: string, helpful: boolean, voter: string): Promise<void> {
  const passage = { slug: 'fair', locale: 'en', id: 'faq/when' };
  await store.votes.cast(SERVER, { voter, passage, helpful, question, at: Date.now() });
}

const fileOf = (message: APIMessage, name: string): Buffer => {
  const url = message.attachments.find(({ filename }) => filename === name)?.url;
  if (url === undefined) throw new Error(`There is no file "${name}".`);
  return Buffer.from(url.slice(url.indexOf(',') + 1), 'base64');
};

describe('/stats', () => {
  it('tells a moderator alone how many were asked, and what became of them', async () => {
    const store = ownStore();
    const when = await asked(store, 'When does it open?', 'answer', 6);
    await asked(store, 'Is there a choir?', 'suggestions', 1);
    await asked(store, 'What does a stall cost?', 'none', 3);
    await asked(store, 'Long ago', 'none', 4, 40);
    await voted(store, when, true, 'a');
    await voted(store, when, true, 'b');
    await voted(store, when, false, 'c');
    const { see } = bot(fair, { store });
    const shown = await see(stats());
    expect(isPrivate(shown)).toBe(true);
    expect(violationsOf(shown)).toEqual([]);
    expect(shown.embeds[0]?.title).toBe('The last 30 days');
    expect(shown.embeds[0]?.description?.split('\n')).toEqual([
      '**10** questions',
      '- Answered: **6** (60%)',
      '- “Did you mean”: **1** (10%)',
      '- Not answered: **3** (30%)',
      '- Found helpful, of 3 votes: **2** (67%)',
      '',
      '**Most asked**',
      '- **6×** When does it open?',
      '- **3×** What does a stall cost?',
      '- **1×** Is there a choir?',
      '',
      '**Most asked without an answer**',
      '- **3×** What does a stall cost?',
      '- **1×** Is there a choir?',
    ]);
    expect(shown.embeds[0]?.footer?.text).toContain('days in UTC');
  });

  it('goes as far back as it is told, and says where the lists can not', async () => {
    const store = ownStore();
    await asked(store, 'Today', 'answer', 1, 0);
    await asked(store, 'Six days ago', 'answer', 1, 6);
    await asked(store, 'Seven days ago', 'answer', 1, 7);
    const { see } = bot(fair, { store });
    expect((await see(stats('7'))).embeds[0]?.description).toContain('**2** questions');
    const far = (await see(stats('90'))).embeds[0];
    expect(far?.description).toContain('**3** questions');
    expect(far?.description).toContain('Questions are kept for 30 days');
  });

  it('has a chart with its words for those who can’t see it', async () => {
    const store = ownStore();
    await asked(store, 'When?', 'answer', 5, 2);
    await asked(store, 'Where?', 'none', 1, 0);
    const { see } = bot(fair, { store });
    const shown = await see(stats('7'));
    expect([...fileOf(shown, 'questions-per-day.png').subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47]);
    const [chart] = shown.attachments;
    expect(chart?.description).toMatch(
      /^Bar chart of the questions per day from .+ to .+ \(UTC\): 6 in all, of which 5 answered, .* Most on one day: 5, on .+\. Days without a question: 5\.$/,
    );
    expect(chart?.description?.length).toBeLessThanOrEqual(1024);
  });

  it('has all of it as tables', async () => {
    const store = ownStore();
    await asked(store, '=HYPERLINK("https://evil.example")', 'none', 2, 0);
    const { see } = bot(fair, { store });
    const shown = await see(stats('7'));
    const days = fileOf(shown, 'days.csv').toString().trim().split('\r\n');
    expect(days).toHaveLength(1 + 7);
    expect(days.at(-1)).toBe(`${dayOf(Date.now())},2,0,0,2,0,0`);
    expect(days[1]).toMatch(/^\d{4}-\d\d-\d\d,0,0,0,0,0,0$/);
    expect(fileOf(shown, 'questions.csv').toString()).toContain(
      `"'=HYPERLINK(""https://evil.example"")",en,2,none,no,`,
    );
  });

  it('shows what members wrote as they wrote it, and nothing in it is a link, a mention or bold', async () => {
    const store = ownStore();
    await asked(store, '**free** [gift](https://evil.example) @everyone <@1> <#2>', 'none');
    const { see } = bot(fair, { store });
    const shown = await see(stats());
    expect(shown.embeds[0]?.description).toContain(
      String.raw`\*\*free\*\* \[gift\]\(https\://evil.example\) \@everyone \<\@1\> \<\#2\>`,
    );
  });

  it('keeps within Discord’s limits when everything is long', async () => {
    const store = ownStore();
    for (let number = 0; number < 12; number += 1) {
      await asked(store, `${number}${'*_'.repeat(2000)}`, 'none');
    }
    const { see } = bot(fair, { store });
    const shown = await see(stats());
    expect(violationsOf(shown)).toEqual([]);
    expect(shown.embeds[0]?.description?.match(/…$/gm)).toHaveLength(16);
  });

  it('says so kindly when nobody asked anything, without a chart', async () => {
    const { see } = bot(fair);
    const shown = await see(stats('7'));
    expect(shown.content).toContain('Nobody has asked me anything in the last 7 days.');
    expect([shown.embeds, shown.attachments]).toEqual([[], []]);
  });

  it('counts in a server that keeps no questions, and says why it lists none', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, keepingDays: 0 });
    await asked(store, 'Secret', 'none', 2);
    const { see } = bot(fair, { store });
    const shown = await see(stats());
    expect(shown.embeds[0]?.description).toContain('**2** questions');
    expect(shown.embeds[0]?.description).toContain('This server keeps no questions');
    expect(shown.attachments.map(({ filename }) => filename)).toEqual(['questions-per-day.png', 'days.csv']);
  });

  it('gives the figures all the same where it may not attach files', async () => {
    const store = ownStore();
    await asked(store, 'When?', 'answer');
    const { see } = bot(fair, { store });
    const shown = await see(stats('7', inServer({ ...managing, botPermissions: READING })));
    expect(shown.content).toContain('**Attach Files**');
    expect(shown.embeds[0]?.description).toContain('**1** question');
    expect(shown.attachments).toEqual([]);
  });

  it('speaks French', async () => {
    const store = ownStore();
    await asked(store, 'Quand ?', 'answer', 3);
    const { see } = bot(fair, { store });
    const shown = await see(stats('7', inServer({ ...managing, locale: Locale.French })));
    expect(shown.embeds[0]?.description).toMatch(
      /^\*\*3\*\* questions\n- Avec réponse : \*\*3\*\* \(100\s%\)\n/,
    );
  });

  it('is for those who manage the server', async () => {
    const { see } = bot(fair);
    expect((await see(stats('7', inServer()))).content).toContain('**Manage Server**');
  });

  it('says so when the database is away', async () => {
    const store = unsteadyStore();
    store.away = true;
    const { see } = bot(fair, { store });
    expect((await see(stats())).content).toContain('I can’t reach my database');
  });
});
