import { expect, it } from 'vitest';
import { imported, packOf } from './imported.ts';

const TEXT = `# The ferry

## How it came back

The village bought the ferry with shares of fifty dollars each. Nobody was allowed to hold more than ten shares of the ferry. The bank had refused a loan to the village three times before.

The harbour master kept the bell of the old ferry in his kitchen. The village asked him to hang the bell on the new ferry in spring.

## The crew

Four people of the village work on the ferry at night. The ferry sails at ten and at midnight with the whole crew. Two of the crew used to sail the old ferry before it was sold. A cook from the village joined the crew of the ferry in June.
`;

it('highlights that a page lacks are sentences of its own, and marked as proposed', () => {
  const article = imported('ferry.md', TEXT);
  expect(article.pack?.highlights).toHaveLength(4);
  for (const { plain } of article.pack?.highlights ?? []) expect(TEXT).toContain(plain);
  const told = article.told.filter(({ became }) => became === 'highlight');
  expect(told.map(({ proposed }) => proposed)).toEqual([true, true, true, true]);
  expect(article.markdown).toContain('<!-- Proposed: the page has no highlights.');
});

it('questions that a page lacks are made from headings that ask, cite their section, and are marked', () => {
  const article = imported('ferry.md', TEXT);
  expect(article.pack?.faq).toMatchObject([{ heading: 'How it came back', section: 1 }]);
  expect(article.told.filter(({ became }) => became === 'question')).toMatchObject([{ proposed: true }]);
});

it('nothing is proposed beside what the page has', () => {
  const own = `${TEXT}\n## Highlights\n\n- It sails again.\n\n## FAQ\n\n### Is it dear?\n\nNo.\n`;
  expect(packOf('ferry.md', own)).toMatchObject({
    highlights: [{ plain: 'It sails again.' }],
    faq: [{ heading: 'Is it dear?' }],
  });
});
