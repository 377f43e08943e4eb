import { describe, expect, it } from 'vitest';
import type { Answers, QueryScope } from '../../src/answers/answers.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { SERVER_SLUG } from '../../src/answers/servers.ts';
import type { TextVectors } from '../../src/search/embedder.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import type { ServerEntry, Knowledge } from '../../src/store/knowledge-store.ts';
import { ferry, ferryInFrench, packOf } from '../search/ferry-pack.ts';
import { unit } from '../search/vectors.ts';
import { entry, topic, memoryOf, wording } from './server-memory.ts';

const english: QueryScope = { locale: 'en' };
const asked: QueryScope = { ...english, server: { id: 'one', revision: 1 } };

const PRAM = entry('pram', 'May I bring a pram on deck?', {
  answer: 'Prams stand next to the lifebelts.',
  section: { slug: 'ferry', section: 'section-3' },
});
const QUIZ = entry('quiz', 'When is the quiz night of our server?', { wordings: ['trivia evening'] });

function answersFrom(knowledge: Partial<Knowledge>): Answers {
  return createAnswers([ferry, ferryInFrench], { memory: memoryOf(knowledge) });
}

describe('an entry that moderators added', () => {
  const answers = answersFrom({ entries: [PRAM, QUIZ] });

  it('answers its question for sure, however it is written', async () => {
    for (const question of ['May I bring a pram on deck?', 'may i bring a PRAM on deck', 'Trivia evening!']) {
      expect(await answers.ask(question, asked)).toMatchObject({
        outcome: 'answer',
        best: { confidence: 1, pack: { slug: SERVER_SLUG } },
      });
    }
  });

  it('answers its question for sure behind a mention and with a link', async () => {
    const alone = createAnswers([], { memory: memoryOf({ entries: [PRAM] }) });
    const question = `<@123456789012345678> ${PRAM.question} https://example.org`;
    expect(await alone.ask(question, asked)).toMatchObject({ outcome: 'answer', best: { confidence: 1 } });
  });

  it('answers who asks in other words', async () => {
    expect(await answers.ask('can I bring my pram onto the deck', asked)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'entry/pram' } },
    });
    expect(await answers.ask('what day is quiz night', asked)).toMatchObject({
      outcome: 'answer',
      best: { passage: { id: 'entry/quiz' } },
    });
  });

  it('tells that it was added, and what it cites', async () => {
    const pram = await answers.ask(PRAM.question, asked);
    const quiz = await answers.ask(QUIZ.question, asked);
    expect(pram).toMatchObject({
      best: { added: { entry: PRAM, cites: { pack: { slug: 'ferry' }, section: { index: 3 } } } },
    });
    expect(quiz).toMatchObject({ best: { added: { entry: QUIZ, cites: null } } });
    const article = await answers.ask('How much is a ticket?', asked);
    expect(article.outcome === 'answer' && article.best.added).toBe(undefined);
  });

  it('answers in no other server, and in no direct message', async () => {
    const elsewhere = { ...english, server: { id: 'two', revision: 0 } };
    for (const place of [english, elsewhere]) {
      expect((await answers.ask(PRAM.question, place)).outcome).not.toBe('answer');
    }
  });

  it('leaves the article its answers', async () => {
    for (const question of ['what does a crossing cost for an adult', 'why are the fishermen angry']) {
      expect(await answers.ask(question, asked)).toMatchObject({
        outcome: 'answer',
        best: { pack: { slug: 'ferry' } },
      });
    }
    expect(await answers.ask('are my pets allowed on board?', asked)).toMatchObject({
      outcome: 'none',
      notCovered: 'whether dogs may come along',
    });
    expect((await answers.ask('who won the world cup in 1998', asked)).outcome).toBe('none');
  });

  it('comes before the article where both know the answer', async () => {
    const own = answersFrom({
      entries: [entry('own', 'How much is a ticket?', { wordings: ['price of a ticket'] })],
    });
    for (const question of ['How much is a ticket?', 'what is the price of a ticket']) {
      expect(await own.ask(question, asked)).toMatchObject({
        outcome: 'answer',
        best: { passage: { id: 'entry/own' } },
      });
    }
  });

  it('says nothing in the command of an article that it does not cite', async () => {
    const harbour = { ...packOf([['Who runs the café?', 'owner of the café']]), slug: 'harbour' };
    const both = createAnswers([ferry, harbour], { memory: memoryOf({ entries: [PRAM, QUIZ] }) });
    expect((await both.ask(PRAM.question, { ...asked, slug: 'ferry' })).outcome).toBe('answer');
    expect((await both.ask(PRAM.question, { ...asked, slug: 'harbour' })).outcome).not.toBe('answer');
    expect((await both.ask(QUIZ.question, { ...asked, slug: 'harbour' })).outcome).toBe('answer');
  });

  it('is only suggested to other words where there is no content to compare it with', async () => {
    const alone = createAnswers([], { memory: memoryOf({ entries: [PRAM] }) });
    expect((await alone.ask('may i bring a pram on deck', asked)).outcome).toBe('answer');
    expect((await alone.ask('the best deck of cards', asked)).outcome).not.toBe('answer');
  });
});

describe('a wording that moderators added to a passage', () => {
  const answers = answersFrom({
    wordings: [
      wording('faq/2', 'how many bucks to get over'),
      wording('section/3/1', 'any wildlife out there'),
      wording('faq/99', 'nobody knows'),
    ],
  });

  it('leads to the article’s own answer', async () => {
    for (const [question, id] of [
      ['How many bucks to get over?', 'faq/2'],
      ['how many bucks does it take to get over', 'faq/2'],
      ['any wildlife out there?', 'section/3/1'],
    ] as const) {
      const outcome = await answers.ask(question, asked);
      if (outcome.outcome !== 'answer') throw new Error(`"${question}": ${outcome.outcome}`);
      expect(outcome.best).toMatchObject({ pack: { slug: 'ferry' }, passage: { id } });
      expect(outcome.best.passage).toBe(answers.passage({ slug: 'ferry', locale: 'en', id })?.passage);
      expect(outcome.best.added).toBe(undefined);
    }
  });

  it('leads nowhere once the passage is gone', async () => {
    expect((await answers.ask('nobody knows', asked)).outcome).not.toBe('answer');
  });

  it('does not show a passage twice', async () => {
    const { ranking } = await answers.ask('bucks for a ticket to get over', asked);
    const ids = ranking.map(({ pack, passage }) => `${pack.locale}/${passage.id}`);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('a question that moderators added as one that can’t be answered', () => {
  const RADAR = topic('radar', 'Which brand of radar does she have?');
  const answers = answersFrom({ uncoveredTopics: [RADAR] });

  it('is told as not covered, without a line of the article', async () => {
    for (const question of ['which brand of radar does she have', 'what brand is the radar that she has']) {
      expect(await answers.ask(question, asked)).toMatchObject({
        outcome: 'none',
        notCovered: null,
        uncoveredTopic: RADAR,
        pack: { slug: 'ferry', locale: 'en' },
      });
    }
  });

  it('leaves the article its answers and its lines', async () => {
    expect((await answers.ask('who built the ship', asked)).outcome).toBe('answer');
    expect(await answers.ask('can i bring my dog', asked)).toMatchObject({
      notCovered: 'whether dogs may come along',
    });
  });
});

describe('what was just taught', () => {
  it('counts from the next question on', async () => {
    const memory = memoryOf({ revision: 0 });
    const answers = createAnswers([ferry], { memory });
    const at = (revision: number): QueryScope => ({ ...english, server: { id: 'one', revision } });
    expect((await answers.ask(PRAM.question, at(0))).outcome).not.toBe('answer');
    expect(memory.read.knowledge).toBe(0);

    memory.knowledge = { ...memory.knowledge, revision: 1, entries: [PRAM] };
    expect((await answers.ask(PRAM.question, at(1))).outcome).toBe('answer');

    const changed = { ...PRAM, answer: 'No longer.' };
    memory.knowledge = { ...memory.knowledge, revision: 2, entries: [changed] };
    expect(await answers.ask(PRAM.question, at(2))).toMatchObject({
      best: { passage: { text: 'No longer.' } },
    });

    memory.knowledge = { ...memory.knowledge, revision: 3, entries: [] };
    expect((await answers.ask(PRAM.question, at(3))).outcome).not.toBe('answer');
  });

  it('is forgotten once the server is', async () => {
    const answers = answersFrom({ entries: [PRAM] });
    expect((await answers.ask(PRAM.question, asked)).outcome).toBe('answer');
    const purged = { ...english, server: { id: 'one', revision: 0 } };
    expect((await answers.ask(PRAM.question, purged)).outcome).not.toBe('answer');
  });

  it('is found by what it means once its vectors are there, for which only new texts are asked', async () => {
    const vectorFor = (text: string) =>
      unit(...[/pram|quux/iu, /ticket/iu].map((one) => Number(one.test(text))));
    const wanted: string[][] = [];
    const vectorsOf = (texts: readonly string[]): Promise<TextVectors> => {
      wanted.push([...texts]);
      const vectors = new Map(texts.map((text) => [text, vectorFor(text)]));
      return Promise.resolve({ dimensions: 2, get: (text) => vectors.get(text) });
    };
    const answers = createAnswers([ferry], {
      memory: memoryOf({ entries: [PRAM] }),
      embeddings: {
        understands: () => true,
        vectorsOf,
        vectorOf: (text) => Promise.resolve(vectorFor(text)),
        reads: () => false,
        read: () => Promise.resolve('failed'),
      },
    });
    await answers.ready;
    await answers.passageIn(
      { slug: SERVER_SLUG, locale: 'en', id: 'entry/pram' },
      { id: 'one', revision: 1 },
    );
    const best = async () => (await answers.ask('quux', asked)).ranking[0]?.passage.id;
    await expect.poll(best).toBe('entry/pram');
    expect(wanted).toHaveLength(2);
    expect(new Set(wanted[1])).toEqual(
      new Set([PRAM.question, PRAM.answer, `${PRAM.question}: ${PRAM.answer}`]),
    );
  });
});

describe('while the store can’t be read', () => {
  it('answers go by what was read last, and by the article alone where that is nothing', async () => {
    const memory = memoryOf({ entries: [PRAM] });
    const told: unknown[] = [];
    const answers = createAnswers([ferry], { memory, report: (error) => told.push(error) });
    memory.failure = new StoreUnavailable('The disk is full.');
    expect((await answers.ask(PRAM.question, asked)).outcome).not.toBe('answer');
    expect((await answers.ask('How much is a ticket?', asked)).outcome).toBe('answer');
    expect(told).toContain(memory.failure);

    memory.failure = null;
    expect((await answers.ask(PRAM.question, asked)).outcome).toBe('answer');

    memory.failure = new StoreUnavailable('The disk is full.');
    const later = { ...english, server: { id: 'one', revision: 2 } };
    expect((await answers.ask(PRAM.question, later)).outcome).toBe('answer');
  });
});

describe('what was taught in two languages', () => {
  const colours = [
    entry('en', 'Where do I change my nickname colour role?'),
    entry('fr', 'Nickname colour role ?', { locale: 'fr' }),
  ];
  const nights = [
    entry('en', 'When is the quiz night?'),
    entry('fr', 'C’est quand la soirée des jeux ?', { locale: 'fr' }),
  ];
  const answering = async (entries: readonly ServerEntry[], question: string, locale: string) => {
    const outcome = await answersFrom({ entries }).ask(question, { ...asked, locale });
    return outcome.outcome === 'answer' ? outcome.best.pack.locale : outcome.outcome;
  };

  it('answers in the asker’s where the question would do in both', async () => {
    for (const question of ['nickname colour', 'my nickname colour role', 'colour role']) {
      expect([await answering(colours, question, 'en'), question]).toEqual(['en', question]);
      expect([await answering(colours, question, 'fr'), question]).toEqual(['fr', question]);
      expect([await answering(colours, question, 'fr-CA'), question]).toEqual(['fr', question]);
    }
  });

  it('answers in the other where only that knows it', async () => {
    expect(await answering(nights, 'when is quiz night', 'fr')).toBe('en');
    expect(await answering(nights, 'la soirée des jeux, c’est quand', 'en')).toBe('fr');
  });

  it('is prepared one after the other, so that others get their turn between them', async () => {
    const answers = answersFrom({
      entries: [PRAM, entry('landau', 'Puis-je monter un landau ?', { locale: 'fr' })],
    });
    let others = false;
    setImmediate(() => {
      others = true;
    });
    expect((await answers.ask('Puis-je monter un landau ?', asked)).outcome).toBe('answer');
    expect(others).toBe(true);
  });
});

describe('while somebody types', () => {
  it('the server’s entries are offered, each leading to its own answer', async () => {
    const long = entry('long', 'Long?', { wordings: [`what about the ${'very '.repeat(30)}long gangway`] });
    const answers = answersFrom({
      entries: [PRAM, QUIZ, long],
      wordings: [wording('faq/2', 'bucks to get over')],
    });
    // The first key stroke after a start finds only the article's.
    expect(await answers.suggest('pram', { ...asked, limit: 5 })).toEqual(
      await createAnswers([ferry, ferryInFrench]).suggest('pram', { ...english, limit: 5 }),
    );
    await answers.ask('anything', asked);
    expect((await answers.suggest('pram', { ...asked, limit: 5 }))[0]).toMatchObject({
      question: PRAM.question,
      found: { passage: { id: 'entry/pram' }, added: { entry: PRAM } },
    });
    expect((await answers.suggest('bucks', { ...asked, limit: 5 }))[0]?.found).toMatchObject({
      pack: { slug: 'ferry' },
      passage: { id: 'faq/2' },
    });
    for (const typed of ['', 'pram', 'quiz', 'gangway', 'ticket', 'bucks']) {
      const choices = await answers.suggest(typed, { ...asked, limit: 25 });
      expect(choices.length).toBeGreaterThan(0);
      for (const { question, found } of choices) {
        expect(question.length).toBeLessThanOrEqual(100);
        const outcome = await answers.ask(question, asked);
        expect(outcome).toMatchObject({ outcome: 'answer', best: { confidence: 1 } });
        expect(outcome.outcome === 'answer' && outcome.best.passage).toBe(found.passage);
      }
    }
  });

  it('they are as the moderators left them, one key stroke later at most', async () => {
    const memory = memoryOf({ entries: [PRAM, QUIZ] });
    const answers = createAnswers([ferry], { memory });
    const offered = async (revision: number) => {
      const typing = { ...english, server: { id: 'one', revision }, limit: 25 };
      await answers.suggest('x', typing);
      // A question waits for what the key stroke began to read.
      await answers.ask('x', typing);
      const choices = await answers.suggest('', typing);
      return choices.flatMap(({ found: { added } }) => (added === undefined ? [] : [added.entry.id]));
    };
    expect(await offered(1)).toEqual(['pram', 'quiz']);
    memory.knowledge = { ...memory.knowledge, revision: 2, entries: [QUIZ] };
    expect(await offered(2)).toEqual(['quiz']);
    memory.failure = new StoreUnavailable('The disk is full.');
    expect(await offered(3)).toEqual(['quiz']);
    expect(await offered(0)).toEqual([]);
  });

  it('and nothing is typed yet, they leave room for the article', async () => {
    const many = Array.from({ length: 40 }, (_, at) => entry(`e${at}`, `Is locker ${at} free?`));
    const answers = answersFrom({ entries: many });
    await answers.ask('anything', asked);
    const choices = await answers.suggest('', { ...asked, limit: 25 });
    const own = choices.filter(({ found }) => found.added !== undefined);
    expect(choices[0]?.found.added?.entry.id).toBe('e0');
    expect(choices.filter(({ found }) => found.pack.slug === 'ferry')).toHaveLength(ferry.faq.length);
    expect(own).toHaveLength(25 - ferry.faq.length);
  });
});

describe('going on from an entry', () => {
  const server = { id: 'one', revision: 1 };
  const reference = { slug: SERVER_SLUG, locale: 'en', id: 'entry/pram' };

  it('finds it by its reference, also right after a start, and nothing once it was removed', async () => {
    const memory = memoryOf({ entries: [PRAM] });
    const answers = createAnswers([ferry], { memory });
    expect(answers.passage(reference)).toBeNull();
    expect(await answers.passageIn(reference, server)).toMatchObject({ passage: { text: PRAM.answer } });
    expect(await answers.passageIn({ slug: 'ferry', locale: 'en', id: 'faq/2' }, server)).toMatchObject({
      passage: { heading: 'How much is a ticket?' },
    });
    memory.knowledge = { ...memory.knowledge, revision: 2, entries: [] };
    expect(await answers.passageIn(reference, { ...server, revision: 2 })).toBeNull();
  });

  it('offers what cites the same section first, of the article and of the server', async () => {
    const stroller = entry('rail', 'Where are the rails?', { section: PRAM.section });
    const answers = answersFrom({ entries: [PRAM, stroller] });
    const found = await answers.passageIn(reference, server);
    if (found === null) throw new Error('the entry is gone');
    const ids = (await answers.related(found, 3, server)).map(({ passage }) => passage.id);
    expect(ids.slice(0, 2).toSorted()).toEqual(['entry/rail', 'faq/5']);
    expect(ids).not.toContain('entry/pram');

    const storm = answers.passage({ slug: 'ferry', locale: 'en', id: 'faq/5' });
    if (storm === null) throw new Error('the passage is gone');
    const fromArticle = (await answers.related(storm, 2, server)).map(({ passage }) => passage.id);
    expect(fromArticle.toSorted()).toEqual(['entry/pram', 'entry/rail']);
    expect((await answers.related(storm, 2)).every(({ added }) => added === undefined)).toBe(true);
  });

  it('never leads from one article to what the server says of another', async () => {
    const harbour = { ...ferry, slug: 'harbour' };
    const elsewhere = entry('crane', 'Where is the crane in a storm?', {
      section: PRAM.section === null ? null : { ...PRAM.section, slug: 'harbour' },
    });
    const answers = createAnswers([ferry, harbour], { memory: memoryOf({ entries: [PRAM, elsewhere] }) });
    await answers.passageIn(reference, server);
    const storm = answers.passage({ slug: 'ferry', locale: 'en', id: 'faq/5' });
    if (storm === null) throw new Error('the passage is gone');
    const ids = (await answers.related(storm, 9, server)).map(({ passage }) => passage.id);
    expect(ids).toContain('entry/pram');
    expect(ids).not.toContain('entry/crane');
  });

  it('that cites no section is followed by nothing of the article', async () => {
    const colour = entry('colour', 'How do I get a coloured nickname?');
    const hue = entry('hue', 'Which nickname colours are there?');
    const answers = answersFrom({ entries: [PRAM, colour, hue] });
    const found = await answers.passageIn({ ...reference, id: 'entry/colour' }, server);
    if (found === null) throw new Error('the entry is gone');
    expect((await answers.related(found, 3, server)).map(({ passage }) => passage.id)).toEqual(['entry/hue']);
  });

  it('keeps its id short enough for a button', async () => {
    const answers = answersFrom({ entries: [entry('a'.repeat(12), 'Which?')] });
    const outcome = await answers.ask('Which?', asked);
    if (outcome.outcome !== 'answer') throw new Error(outcome.outcome);
    const { pack, passage } = outcome.best;
    expect(`read:go:${pack.slug}:${pack.locale}:${passage.id}:999`.length).toBeLessThanOrEqual(100);
    expect(passage.id).not.toContain(':');
  });
});

describe('the server’s confidence level', () => {
  const answers = createAnswers([ferry]);
  const at = (question: string, confidence: 'careful' | 'balanced' | 'eager') =>
    answers.ask(question, { ...english, server: { id: 'one', revision: 0, confidence } });

  it('decides whether what may be wrong is an answer', async () => {
    const questions = ferry.faq.flatMap(({ wordings }) => wordings.map((one) => `${one} in a storm`));
    let different = 0;
    for (const question of questions) {
      const { confidence = 0 } = (await at(question, 'balanced')).ranking[0] ?? {};
      const careful = (await at(question, 'careful')).outcome === 'answer';
      const eager = (await at(question, 'eager')).outcome === 'answer';
      expect(careful).toBe(confidence >= 0.8);
      expect(eager).toBe(confidence >= 0.5);
      if (careful !== eager) different += 1;
    }
    expect(different).toBeGreaterThan(0);
  });
});
