import { describe, expect, it } from 'vitest';
import { readFolderOfQuestions } from '../../src/import/folder-of-questions.ts';
import { importSource } from '../../src/import/import-source.ts';
import { imported, packOf } from './imported.ts';

describe('other bots', () => {
  it("have Red's custom commands taken over as people see them on Discord", () => {
    const json = JSON.stringify({
      '414589031223512': {
        GUILD: {
          '1': {
            commands: {
              rules: { command: 'rules', response: 'Be **kind**.\n||or else||' },
              hi: { command: 'hi', response: ['Hello', 'Hey'] },
            },
          },
        },
      },
    });
    expect(packOf('settings.json', json).faq).toMatchObject([
      { heading: 'rules', text: 'Be **kind**.\n||or else||', markup: 'discord' },
      { heading: 'hi', text: 'Hello\n\nHey' },
    ]);
  });

  it("have YAGPDB's custom commands taken over", () => {
    const json = JSON.stringify([{ LocalID: 1, TextTrigger: 'where is the map', Responses: ['In #maps.'] }]);
    expect(packOf('commands.json', json).faq).toMatchObject([
      { heading: 'where is the map', text: 'In #maps.' },
    ]);
  });

  it("have Azure's table taken over, with its other ways to ask", () => {
    const tsv =
      'Question\tAnswer\tSource\tMetadata\tQnaId\nDoes it rain?\tOften.\\n\\nVery.\tx\t\t1\nis it wet\tOften.\\n\\nVery.\tx\t\t1\nIs there parking?\tYes.\tx\t\t2\n';
    expect(packOf('qna.tsv', tsv).faq).toMatchObject([
      { heading: 'Does it rain?', text: 'Often.\n\nVery.', wordings: ['is it wet'] },
      { heading: 'Is there parking?', text: 'Yes.' },
    ]);
  });

  it("have rows of Azure's table without a question or an answer passed over", () => {
    const tsv = 'Question\tAnswer\n\tOften.\nDoes it rain?\t\nIs there parking?\tYes.\n';
    expect(packOf('qna.tsv', tsv).faq).toMatchObject([{ heading: 'Is there parking?', text: 'Yes.' }]);
  });

  it("have a page's JSON-LD taken over", () => {
    const json = JSON.stringify({
      '@type': 'FAQPage',
      mainEntity: [
        {
          '@type': 'Question',
          name: 'Why?',
          acceptedAnswer: { '@type': 'Answer', text: '<p>The <b>moon</b>.</p>' },
        },
      ],
    });
    expect(packOf('page.json', json).faq).toMatchObject([{ heading: 'Why?', text: 'The **moon**.' }]);
  });

  it.each([
    ['JSON that breaks off', 'x.json', '{"a":', 'is no JSON'],
    ['JSON of something else', 'x.json', '{"a":[1,2]}', 'has no questions with answers'],
    ['a table of something else', 'x.tsv', 'a\tb\n1\t2\n', 'needs a first line'],
  ])('are refused in a sentence for %s', (_, name, text, sentence) => {
    expect(() => imported(name, text)).toThrow(sentence);
  });
});

describe('a folder with a file a question', () => {
  it('has titles of front matter, headings or names as questions, and other names as wordings', () => {
    const file = (name: string, text: string) => ({ name, bytes: Buffer.from(text) });
    const source = readFolderOfQuestions(
      [
        file(
          'tags/args-kwargs.md',
          '---\naliases: ["star-args"]\nembed:\n    title: "The `*args` parameter"\n---\n\n## Use\n\nAs many as you like.\n',
        ),
        file('tags/codeblock.md', '# How do I post code?\n\nBetween backticks.\n'),
        file('tags/dm-me.txt', 'Please ask in the channel.\n'),
        file('tags/empty.md', '\n'),
      ],
      'tags',
    );
    const { pack, problems, told } = importSource(source, { name: 'tags', slug: 'tags', locale: null });
    expect(problems).toEqual([]);
    expect(pack?.faq).toMatchObject([
      {
        heading: 'The args parameter',
        text: '#### Use\n\nAs many as you like.',
        wordings: ['args kwargs', 'star args'],
      },
      { heading: 'How do I post code?', text: 'Between backticks.', wordings: ['codeblock'] },
      { heading: 'dm me', text: 'Please ask in the channel.', wordings: [] },
    ]);
    expect(told).toContainEqual(expect.objectContaining({ became: 'dropped', text: 'tags/empty.md' }));
  });
});
