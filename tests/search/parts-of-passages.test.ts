import { expect, test } from 'vitest';
import { parsePack } from '../../src/content/parse.ts';
import { buildIndex } from '../../src/search/build-index.ts';
import { runAtOnce } from '../../src/time-slices.ts';

const TEXT = `---
title: The harbour club
source: The harbour club
---
What holds in the club.

## In the harbour

### Mooring

1. Ask the harbour master for a berth by telephone before you come in, since the small basin is mostly taken in summer.
2. Come in slowly, with fenders out on both sides, and wait at the yellow buoy until somebody waves you on.
3. Pay the fee at the kiosk on the quay; it takes coins only, and closes at eight in the evening.
4. Show your insurance papers to whoever asks for them, and keep them aboard as long as you stay.
`;

const { pack } = parsePack(TEXT, { file: 'en.md', slug: 'club', locale: 'en' });
if (pack === null) throw new Error('The pack has an error.');
const index = runAtOnce(buildIndex(pack));
const found = (question: string) => index.search(question).hits[0]?.passage.text;

test('who asks about one item of a long list gets that item with its heading', () => {
  expect(found('where do I pay the fee')).toMatch(/^### Mooring\n\n3\. Pay the fee[^\n]*$/);
  expect(found('when do I pay for mooring')).toMatch(/^### Mooring\n\n3\. Pay the fee[^\n]*$/);
  expect(found('do I have to show insurance papers')).toMatch(/^### Mooring\n\n4\. Show[^\n]*$/);
});

test('who asks about all of it gets the whole list', () => {
  expect(found('how does mooring work')).toMatch(/^### Mooring\n\n1\. [^]*\n4\. /);
  expect(found('how do I come in')).toMatch(/^### Mooring\n\n1\. [^]*\n4\. /);
});

test('a heading within a section is a way to ask for what stands below it', () => {
  const [hit] = index.search('mooring').hits;
  expect(hit?.passage.text).toMatch(/^### Mooring\n\n1\. [^]*\n4\. /);
  expect(hit?.confidence).toBeGreaterThan(0.9);
  expect(index.suggest('moor', 5)).toMatchObject([{ wording: 'Mooring' }]);
});
