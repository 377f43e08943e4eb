import { describe, expect, it } from 'vitest';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { groupQuestions } from '../../src/answers/group-questions.ts';
import { buildServerKnowledge } from '../../src/answers/server-knowledge.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import type { ServerEntry, Knowledge } from '../../src/store/knowledge-store.ts';
import { runAtOnce, type Steps } from '../../src/time-slices.ts';
import { ferry } from '../search/ferry-pack.ts';
import { entry, topic, memoryOf, wording } from './server-memory.ts';

/** Words of which none comes twice. */
function words(length: number, from: number): string {
  let text = '';
  for (let at = from; text.length < length; at += 1) text += `w${at.toString(36)} `;
  return text.slice(0, length);
}

function heavyEntries(
  count: number,
  length: number,
  parts: Partial<ServerEntry> = {},
): readonly ServerEntry[] {
  return Array.from({ length: count }, (_, at) =>
    entry(`e${at}`, `Question ${at}?`, { answer: words(length, at * length), ...parts }),
  );
}

/** How often it let others in. */
function stepsOf(steps: Steps<unknown>): number {
  let count = 0;
  while (steps.next().done !== true) count += 1;
  return count;
}

const english = { locale: 'en' };

describe('what one server taught', () => {
  it('keeps nobody in another server waiting while it is prepared', async () => {
    const heavy = memoryOf({ entries: heavyEntries(60, 4000) });
    const light = memoryOf({ entries: [entry('pram', 'Where do I leave a pram?')] });
    const answers = createAnswers([ferry], {
      memory: {
        knowledgeOf: (id) => (id === 'heavy' ? heavy : light).knowledgeOf(id),
        votesOf: () => Promise.resolve([]),
      },
    });
    const order: string[] = [];
    const ask = async (id: string) => {
      await answers.ask('Where do I leave a pram?', { ...english, server: { id, revision: 1 } });
      order.push(id);
    };
    const heavyOne = ask('heavy');
    // Whoever comes now, comes while it is prepared.
    await new Promise((resolve) => setImmediate(resolve));
    await ask('light');
    await heavyOne;
    expect(order).toEqual(['light', 'heavy']);
  });

  it('is searched up to a limit, however much and in however many languages it is', () => {
    const locales = ['en', 'fr', 'de', 'ja'];
    const knowledge: Knowledge = {
      ...memoryOf().knowledge,
      entries: heavyEntries(250, 4000).map((one, at) => ({
        ...one,
        locale: locales[at % locales.length] ?? 'en',
        answer: one.answer.replaceAll(' ', '.\n'),
        wordings: Array.from({ length: 10 }, (_, other) => words(200, at * 9_000 + other * 300)),
      })),
      uncoveredTopics: Array.from({ length: 800 }, (_, at) => topic(`l${at}`, words(300, at * 300))),
    };
    const serverKnowledge = runAtOnce(buildServerKnowledge(knowledge, []));
    const texts = serverKnowledge.textsOf(() => true);
    expect(texts.length).toBeLessThan(20_000);
    expect(texts.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(2_000_000);
    expect(serverKnowledge.size).toBeLessThan(3_000);
  });

  it('is shown whole, and found by each of its wordings, where only its beginning is searched', async () => {
    const long = words(1_000, 7_000_000);
    const entries = heavyEntries(120, 4000);
    const last = entry('last', 'The last one?', { answer: words(4000, 9_000_000), wordings: [long] });
    const answers = createAnswers([], { memory: memoryOf({ entries: [...entries, last] }) });
    const outcome = await answers.ask(long, { ...english, server: { id: 'one', revision: 1 } });
    expect(outcome).toMatchObject({ outcome: 'answer', best: { passage: { text: last.answer } } });
  });

  it('lets others in at least once for each entry, each wording and each line', () => {
    const passage = ferry.faq[0]?.id ?? '';
    const knowledge: Knowledge = {
      ...memoryOf().knowledge,
      entries: heavyEntries(40, 300, { wordings: ['one way to ask', 'another way'] }),
      wordings: Array.from({ length: 50 }, (_, at) => wording(passage, `way ${at}`)),
      uncoveredTopics: Array.from({ length: 60 }, (_, at) => topic(`l${at}`, `whether ${at} comes`)),
    };
    expect(stepsOf(buildServerKnowledge(knowledge, [ferry]))).toBeGreaterThan(40 * 3 + 50 + 60);
  });
});

describe('long work', () => {
  it('with an article lets others in at least once for each of its entries', () => {
    expect(stepsOf(buildIndex(ferry))).toBeGreaterThan(ferry.faq.length * 3);
  });

  it('with waiting questions lets others in for each of them', () => {
    const questions = Array.from({ length: 300 }, (_, at) => ({
      text: words(6_000, at * 6_000),
      times: 1,
      locale: 'en',
    }));
    expect(stepsOf(groupQuestions(questions))).toBeGreaterThanOrEqual(600);
  });
});
