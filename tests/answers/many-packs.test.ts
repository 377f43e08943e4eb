import { describe, expect, it } from 'vitest';
import { askArticles } from '../../src/answers/ask-articles.ts';
import { createAnswers } from '../../src/answers/create-answers.ts';
import { indexLibrary } from '../../src/answers/indexed-library.ts';
import { searchQuestion } from '../../src/answers/search-question.ts';
import { parsePack } from '../../src/content/parse.ts';
import type { Pack } from '../../src/content/pack.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const TOWNS = Array.from(
  { length: 60 },
  (_, at) =>
    `${['Ald', 'Bren', 'Cor', 'Dun', 'Els', 'Far'][at % 6]}${['bury', 'dale', 'ham', 'ley', 'mond', 'nor', 'port', 'stead', 'ton', 'well'][Math.floor(at / 6)]}`,
);

/** Each town has a ferry, and one thing that no other has. */
function packOf(town: string, at: number, locale = 'en'): Pack {
  const text =
    locale === 'en'
      ? `---\ntitle: The ferry of ${town}\nsource: Made up\n---\nA ferry.\n\n## Timetable\nThe ferry of ${town} leaves at ${at}:30.\n\n## FAQ\n### When does the ferry of ${town} leave?\nAt ${at}:30, every day.\n\nAlso asked:\n- ${town} departure times\n\n### What is a ${town}fish?\nA fish that lives below the ferry.\n`
      : `---\ntitle: Le bac de ${town}\nsource: Inventé\n---\nUn bac.\n\n## Horaires\nLe bac de ${town} part à ${at} h 30.\n\n## FAQ\n### À quelle heure part le bac de ${town} ?\nÀ ${at} h 30, tous les jours.\n`;
  const { pack } = parsePack(text, { file: 'x.md', slug: town.toLowerCase(), locale });
  if (pack === null) throw new Error('The pack is broken.');
  return pack;
}

const library = TOWNS.map((town, at) => packOf(town, at)).toSorted((one, other) =>
  one.slug < other.slug ? -1 : 1,
);
const english = { locale: 'en' };

describe('of more articles than are held ready', () => {
  const answers = createAnswers(library);

  it.each(['Brenport', 'Aldbury', 'Farwell'])('the one that is asked about answers: %s', async (town) => {
    const outcome = await answers.ask(`when does the ferry of ${town} leave?`, english);
    expect(outcome).toMatchObject({ outcome: 'answer', best: { pack: { slug: town.toLowerCase() } } });
  });

  it('one is found by what only its texts say, whatever is spelt wrong', async () => {
    const [first] = await answers.nearest('what on earth is a Cormondfsh', english);
    expect(first?.pack.slug).toBe('cormond');
  });

  it('a hit is as sure as where there is no other', async () => {
    const question = 'Elston departure times please';
    const [among] = await answers.nearest(question, english);
    const alone = createAnswers(library.filter(({ slug }) => slug === 'elston'));
    const [only] = await alone.nearest(question, english);
    expect(among?.pack.slug).toBe('elston');
    expect(among?.confidence).toBe(only?.confidence);
  });

  it('one that is named is asked alone', async () => {
    const ranked = await answers.nearest('when does the ferry of Brenport leave', {
      ...english,
      slug: 'aldham',
    });
    expect(new Set(ranked.map(({ pack }) => pack.slug))).toEqual(new Set(['aldham']));
  });

  it('suggestions while typing are of those that fit, and each asks its own', async () => {
    const choices = await answers.suggest('ferry of Durham dunh', { ...english, limit: 25 });
    const fitting = await answers.suggest('when does dunham', { ...english, limit: 25 });
    expect(choices.length + fitting.length).toBeGreaterThan(0);
    expect(fitting[0]?.found.pack.slug).toBe('dunham');
    for (const { question, found } of fitting) {
      expect(await answers.ask(question, english)).toMatchObject({
        best: { passage: { id: found.passage.id } },
      });
    }
    const named = await answers.suggest('ferry', { ...english, slug: 'aldham', limit: 25 });
    expect(new Set(named.map(({ found }) => found.pack.slug))).toEqual(new Set(['aldham']));
  });

  it('where nothing is typed, what was asked most comes first', async () => {
    const own = createAnswers(library);
    await own.ask('When does the ferry of Farwell leave?', english);
    expect((await own.suggest('', { ...english, limit: 3 }))[0]?.question).toBe(
      'When does the ferry of Farwell leave?',
    );
  });

  it('only those that are on answer and are offered, those that come first before the others', async () => {
    const on = library.map(({ slug }) => slug).filter((slug) => slug > 'd');
    const articles = { on: ['farport', ...on.filter((slug) => slug !== 'farport')], first: ['farport'] };
    const here = { ...english, articles };
    for (const typed of ['', 'ferry', 'when does the ferry', 'aldham']) {
      const offered = (await answers.suggest(typed, { ...here, limit: 25 })).map(
        ({ found }) => found.pack.slug,
      );
      expect(offered.filter((slug) => !on.includes(slug))).toEqual([]);
    }
    const [first, ...others] = await answers.suggest('when does the ferry of', { ...here, limit: 25 });
    expect(first?.found.pack.slug).toBe('farport');
    expect(others).toHaveLength(24);
    const [likeliest] = await answers.nearest('what is below the ferry', here);
    expect(likeliest?.pack.slug).toBe('farport');
    for (const question of ['When does the ferry of Aldham leave?', 'Aldham departure times']) {
      const outcome = await answers.ask(question, here);
      expect(outcome.outcome).not.toBe('answer');
      expect(outcome.ranking.filter(({ pack }) => !on.includes(pack.slug))).toEqual([]);
      expect((await answers.ask(question, english)).outcome).toBe('answer');
    }
  });

  it('what one is about that is off is no less its own', async () => {
    const articles = { on: library.map(({ slug }) => slug).filter((slug) => slug !== 'dunham'), first: [] };
    const [likeliest] = await answers.nearest('departure times of Dunham', { ...english, articles });
    const alone = createAnswers(library.filter(({ slug }) => slug === likeliest?.pack.slug));
    const [itself] = await alone.nearest('departure times of Dunham', english);
    expect(likeliest?.confidence).toBeLessThan(itself?.confidence ?? 0);
  });

  it('small talk is told from what one of them that is on asks for', async () => {
    const { pack: help } = parsePack(
      '---\ntitle: Distances\nsource: Made up\n---\nHow far away.\n\n## Ping\nHow long a message takes.\n',
      { file: 'x.md', slug: 'distances', locale: 'en' },
    );
    const having = createAnswers([...library, ...(help === null ? [] : [help])]);
    const without = { on: library.map(({ slug }) => slug), first: [] };
    expect(await having.smallTalk('hello', english)).toBe('greeting');
    expect(await having.smallTalk('when does the ferry leave', english)).toBeNull();
    expect(await having.smallTalk('ping', english)).toBeNull();
    expect(await having.smallTalk('ping', { ...english, articles: without })).not.toBeNull();
  });

  it('nothing that is asked makes it fail', async () => {
    for (const question of ['', '?', 'hello', 'zzzz qqqq', '🚢'.repeat(50)]) {
      expect((await answers.ask(question, english)).outcome).not.toBe('answer');
    }
  });

  it('who asks in French is answered in French where it is written so', async () => {
    const both = createAnswers([...library, ...TOWNS.slice(0, 3).map((town, at) => packOf(town, at, 'fr'))]);
    const outcome = await both.ask('à quelle heure part le bac d’Aldbury ?', { locale: 'fr' });
    expect(outcome).toMatchObject({ best: { pack: { slug: 'aldbury', locale: 'fr' } } });
  });
});

describe('a question is looked for among them', () => {
  const indexed = runAtOnce(indexLibrary(library));
  const slugs = library.map(({ slug }) => slug);
  const timesLookedFor = async (articles?: { readonly on: readonly string[]; readonly first: [] }) => {
    let times = 0;
    const counted: typeof indexed = {
      ...indexed,
      packsFor(question, scope) {
        times += 1;
        return indexed.packsFor(question, scope);
      },
    };
    const scope = articles === undefined ? english : { ...english, articles };
    const { ranking } = await askArticles(searchQuestion('Elston departure times', null), scope, counted);
    const [best] = ranking.toSorted((one, other) => other.confidence - one.confidence);
    expect(best?.pack.slug).toBe('elston');
    return times;
  };

  it('once where all of them are on', async () => {
    expect(await timesLookedFor()).toBe(1);
    expect(await timesLookedFor({ on: slugs.toReversed(), first: [] })).toBe(1);
  });

  it('and among those that are off, where some are', async () => {
    expect(await timesLookedFor({ on: slugs.slice(1), first: [] })).toBe(2);
  });
});

describe('while one is indexed that nobody asked lately, others get their turn', () => {
  const entries = Array.from(
    { length: 400 },
    (_, at) =>
      `### Where is bell ${at} of the abbey kept?\nBell ${at} hangs in tower ${at}, above the gate.\n`,
  );
  const { pack: abbey } = parsePack(
    `---\ntitle: The abbey\nsource: Made up\n---\nAn abbey.\n\n## FAQ\n${entries.join('\n')}`,
    { file: 'x.md', slug: 'abbey', locale: 'en' },
  );
  const faq = abbey?.faq[0];
  if (abbey === null || faq === undefined) throw new Error('The pack is broken.');

  /** How often the event loop turns until that is done. */
  async function turnsDuring(wait: () => Promise<unknown>): Promise<number> {
    let turns = 0;
    let isDone = false;
    const turn = () => {
      turns += 1;
      if (!isDone) setImmediate(turn);
    };
    setImmediate(turn);
    await wait();
    isDone = true;
    return turns;
  }

  it('for what its readers may want to know next', async () => {
    const answers = createAnswers([...library, abbey]);
    const found = { pack: abbey, passage: faq };
    expect(await turnsDuring(() => answers.related(found, 3))).toBeGreaterThan(2);
    expect(await answers.related(found, 3)).toHaveLength(3);
  });

  it('for what somebody types in its own command', async () => {
    const answers = createAnswers([...library, abbey]);
    const typing = { ...english, slug: 'abbey', limit: 5 };
    expect(await turnsDuring(() => answers.suggest('where is bell', typing))).toBeGreaterThan(2);
    expect(await answers.suggest('where is bell', typing)).toHaveLength(5);
  });
});

it('of changed content, what stays is kept as it was read', async () => {
  const few = library.slice(0, 3);
  const before = runAtOnce(indexLibrary(few));
  const changed = { ...few[0], version: 'new' } as Pack;
  const after = runAtOnce(before.changedTo([changed, ...few.slice(1)]));
  for (const pack of few.slice(1)) {
    const known = await before.indexOf(pack);
    expect(known).not.toBeNull();
    expect(await after.indexOf(pack)).toBe(known);
  }
  expect(await after.indexOf(changed)).not.toBeNull();
});
