import { describe, expect, it } from 'vitest';
import { proposeNotCovered, type MayAnswer } from '../../src/import/not-covered.ts';
import { imported } from './imported.ts';

const FAIR = `# The harbour fair

## The day

The fair is on Saturday, 4 May. Visitors come in by the north entrance from ten. Forty stalls stand along the quay, and the schedule hangs at the entrance.

## Tickets

A ticket is $5 at the entrance.
`;

const never: MayAnswer = () => Promise.resolve(false);

async function proposed(text: string, mayAnswer: MayAnswer = never) {
  const article = await proposeNotCovered(imported('page.md', text), mayAnswer);
  expect(article.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return { ...article, topics: article.pack?.notCovered.map(({ topic }) => topic) };
}

describe('what readers of a page will ask and it has no word on', () => {
  it('is proposed, and marked so in the pack and in the report', async () => {
    const { topics, markdown, told, words } = await proposed(FAIR);
    expect(topics).toEqual([
      'whether there is parking',
      'whether it is accessible by wheelchair',
      'whether tickets are refunded',
    ]);
    expect(markdown).toMatch(
      /\n## Not covered\n\n<!-- Proposed: readers of such pages ask this.*-->\n\n- whether/,
    );
    expect(told.filter(({ became }) => became === 'not covered').map((one) => one.proposed)).toEqual([
      true,
      true,
      true,
    ]);
    expect(words.missing).toEqual([]);
  });

  it('is not proposed where the page says a word of it, or where something in it may answer', async () => {
    const { topics } = await proposed(`${FAIR}\nRamps lead to every stall. Park behind the church.\n`);
    expect(topics).toEqual(['whether tickets are refunded']);
    const judged = await proposed(FAIR, (question) => Promise.resolve(question.includes('refund')));
    expect(judged.topics).toEqual(['whether there is parking', 'whether it is accessible by wheelchair']);
    const all = await proposed(FAIR, () => Promise.resolve(true));
    expect(all).toMatchObject({ topics: [], markdown: imported('page.md', FAIR).markdown });
  });

  it('is not proposed beside what the author lists', async () => {
    const { topics } = await proposed(`${FAIR}\n## Not covered\n\n- who plays\n`);
    expect(topics).toEqual(['who plays']);
  });

  it('is not proposed for a page of no kind that is known', async () => {
    const news =
      '# The crane moves\n\n## Why now\n\nThe old crane at the harbour is going to be moved next spring, after years of talk about who should pay.\n';
    expect(await proposed(news)).toMatchObject({ topics: [] });
  });

  it.each([
    [
      'software',
      'Install the package from the terminal. The config file lies beside the repository of git.',
      [
        'what the licence is',
        'whether it works on Windows',
        'how to upgrade it',
        'how to uninstall it',
        'where to report a bug',
      ],
    ],
    [
      'a shop',
      'Order in the app with your account. Customers of the yearly plan get their product sooner.',
      ['whether one gets a refund', 'which payment methods there are', 'how to reach support'],
    ],
    [
      'rules',
      'Members who break a rule in any channel get a warning from a moderator, then a ban.',
      ['how to appeal a ban', 'how to report somebody', 'how old one has to be'],
    ],
    [
      'a game',
      'Each player of the game has a map, a weapon and three quests until the next season.',
      [
        'which platforms it is on',
        'how much it costs',
        'whether it can be played offline',
        'whether it can be played with a controller',
      ],
    ],
  ])('goes by the kind of page: %s', async (_, text, topics) => {
    expect(await proposed(`# Page\n\n## Part\n\n${text}\n`)).toMatchObject({ topics });
  });
});
