import { describe, expect, test } from 'vitest';
import { fileWith, goodPack, parse, withFrontMatter } from './pack-text.ts';

const WHOLE = `---
title: Tides and the moon
source: "Tides: a primer"
url: https://example.org/tides?a=1&b=2
published: 2025-02-01
---
The sea rises and falls.

It does so twice a day.

## Highlights
- The moon pulls the *sea*.
- Spring tides are the highest.

## Why there are tides
The moon pulls.

The sun pulls too.

## How high they get
Up to sixteen metres.

## FAQ
### What makes the tides?
The moon.

Mostly.

See: Why there are tides

Also asked:
- why does the sea rise
- who pulls the **water**

### How high can a tide be?
Sixteen metres.
See: how high they GET

### Is there more?
Yes.

## Not covered
- how tides are forecast
  - tide tables
  - who predicts the tides
- what a tide mill costs
`;

describe('a whole pack', () => {
  const pack = goodPack(WHOLE);

  test('says what it is and where it comes from', () => {
    expect(pack).toMatchObject({
      slug: 'tides',
      locale: 'en',
      title: 'Tides and the moon',
      source: 'Tides: a primer',
      url: 'https://example.org/tides?a=1&b=2',
      published: '2025-02-01',
      summary: 'The sea rises and falls.\n\nIt does so twice a day.',
    });
  });

  test('has its highlights as the author wrote them', () => {
    expect(pack.highlights).toEqual([
      {
        id: 'highlight/1',
        kind: 'highlight',
        index: 1,
        section: null,
        heading: 'Highlights',
        text: 'The moon pulls the *sea*.',
        markup: 'commonmark',
        plain: 'The moon pulls the sea.',
        wordings: [],
      },
      {
        id: 'highlight/2',
        kind: 'highlight',
        index: 2,
        section: null,
        heading: 'Highlights',
        text: 'Spring tides are the highest.',
        markup: 'commonmark',
        plain: 'Spring tides are the highest.',
        wordings: [],
      },
    ]);
  });

  test('has its sections in order, each paragraph a passage that cites its section', () => {
    expect(pack.sections.map(({ slug, index, heading, text }) => ({ slug, index, heading, text }))).toEqual([
      {
        slug: 'why-there-are-tides',
        index: 1,
        heading: 'Why there are tides',
        text: 'The moon pulls.\n\nThe sun pulls too.',
      },
      { slug: 'how-high-they-get', index: 2, heading: 'How high they get', text: 'Up to sixteen metres.' },
    ]);
    expect(pack.sections.flatMap((section) => section.paragraphs)).toMatchObject([
      { id: 'section/why-there-are-tides/1', index: 1, section: 1, text: 'The moon pulls.' },
      { id: 'section/why-there-are-tides/2', index: 1, section: 1, text: 'The sun pulls too.' },
      { id: 'section/how-high-they-get/1', index: 2, section: 2, text: 'Up to sixteen metres.' },
    ]);
  });

  test('has its questions with answer, cited section and other wordings', () => {
    expect(pack.faq).toEqual([
      {
        id: 'faq/what-makes-the-tides',
        kind: 'faq',
        index: 1,
        section: 1,
        heading: 'What makes the tides?',
        text: 'The moon.\n\nMostly.',
        markup: 'commonmark',
        plain: 'The moon.\nMostly.',
        wordings: ['why does the sea rise', 'who pulls the water'],
      },
      {
        id: 'faq/how-high-can-a-tide-be',
        kind: 'faq',
        index: 2,
        section: 2,
        heading: 'How high can a tide be?',
        text: 'Sixteen metres.',
        markup: 'commonmark',
        plain: 'Sixteen metres.',
        wordings: [],
      },
      {
        id: 'faq/is-there-more',
        kind: 'faq',
        index: 3,
        section: null,
        heading: 'Is there more?',
        text: 'Yes.',
        markup: 'commonmark',
        plain: 'Yes.',
        wordings: [],
      },
    ]);
  });

  test('knows what the article does not tell, in other words too', () => {
    expect(pack.notCovered).toEqual([
      { topic: 'how tides are forecast', wordings: ['tide tables', 'who predicts the tides'] },
      { topic: 'what a tide mill costs', wordings: [] },
    ]);
  });
});

test('a summary and one section are enough for a pack', () => {
  expect(goodPack(fileWith('## One\nText.'))).toMatchObject({
    url: null,
    published: null,
    highlights: [],
    faq: [],
    notCovered: [],
  });
});

test('a file means the same from Windows, with a byte order mark and with trailing spaces', () => {
  const windows = goodPack(`\uFEFF${WHOLE.replaceAll('\n', '\r\n')}`);
  expect(windows).toEqual(goodPack(WHOLE));
  expect(goodPack(WHOLE.replaceAll(/^(#+.*|---|See:.*|Also asked:)$/gm, '$1  ')).faq).toEqual(windows.faq);
});

test('the version changes exactly when the text does', () => {
  const { version } = goodPack(WHOLE);
  expect(version).toMatch(/^[0-9a-f]{16}$/);
  expect(goodPack(WHOLE.replaceAll('\n', '\r\n')).version).toBe(version);
  expect(goodPack(WHOLE.replace('sixteen', 'fifteen')).version).not.toBe(version);
});

function idsOf(...questions: readonly string[]): readonly string[] {
  const entries = questions.map((question) => `### ${question}\nYes.\n`);
  return goodPack(fileWith(`## FAQ\n${entries.join('\n')}`)).faq.map(({ id }) => id);
}

describe('an id', () => {
  test('keeps letters and numbers of any script, without accents', () => {
    expect(idsOf('Où en est l’Été 2025 ?', '潮汐は何ですか', 'Что это?', '조수란?', 'हिन्दी में?')).toEqual([
      'faq/ou-en-est-l-ete-2025',
      'faq/潮汐は何ですか',
      'faq/что-это',
      'faq/조수란',
      'faq/हिन्दी-में',
    ]);
  });

  test('is cut at a word, and within one only where there is no other way', () => {
    expect(idsOf('What is it that makes the tides so very high here?', 'x'.repeat(60))).toEqual([
      'faq/what-is-it-that-makes-the-tides-so',
      `faq/${'x'.repeat(36)}`,
    ]);
  });

  test('is wrong where nobody could ever ask it', () => {
    const text = '## FAQ\n### ???\nYes.\n\nAlso asked:\n- 。\n\n## Not covered\n- …!\n';
    const { problems } = parse(fileWith(text));
    expect(problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual([
      expect.stringContaining('letter or a digit into "???"'),
      expect.stringContaining('letter or a digit into "。"'),
      expect.stringContaining('letter or a digit into "…!"'),
    ]);
  });

  test('tells apart what is cut to the same, and what has no letters', () => {
    expect(idsOf(`${'x'.repeat(60)} a`, `${'x'.repeat(60)} b`, `x${'𐐷'.repeat(60)}`, '🌊?', '🌙?')).toEqual([
      `faq/${'x'.repeat(36)}`,
      `faq/${'x'.repeat(34)}-2`,
      // Not cut within a character that takes two UTF-16 units.
      `faq/x${'𐐷'.repeat(17)}`,
      'faq/question',
      'faq/question-2',
    ]);
  });
});

describe('other languages', () => {
  test.each([
    ['fr', 'Points clés', 'Questions fréquentes', 'Non couvert', 'Voir\u00a0:', 'Autres formulations\u202f:'],
    ['fr', 'POINTS CLES', 'faq', 'non  couvert', 'voir:', 'Autres  formulations :'],
    ['es', 'Puntos clave', 'Preguntas frecuentes', 'No cubierto', 'Véase:', 'Otras formulaciones:'],
    ['de', 'Kernpunkte', 'Häufige Fragen', 'Nicht behandelt', 'Siehe:', 'Andere Formulierungen:'],
    ['fr', 'Highlights', 'FAQ', 'Not covered', 'See:', 'Also asked:'],
    ['pt', 'Highlights', 'FAQ', 'Not covered', 'See:', '**Also asked:**'],
  ])('%s: %s, %s, %s, %s %s', (locale, highlights, faq, notCovered, see, alsoAsked) => {
    const text = fileWith(
      `## ${highlights}\n- A\n\n## Lune\nB\n\n## ${faq}\n### C ?\nD\n\n${see} Lune\n\n${alsoAsked}\n- E\n\n## ${notCovered}\n- F\n`,
    );
    const pack = goodPack(text, locale);
    expect(pack.sections.map(({ heading }) => heading)).toEqual(['Lune']);
    expect(pack.highlights).toMatchObject([{ text: 'A' }]);
    expect(pack.faq).toMatchObject([{ heading: 'C ?', text: 'D', section: 1, wordings: ['E'] }]);
    expect(pack.notCovered).toEqual([{ topic: 'F', wordings: [] }]);
  });

  test("another language's heading is a section", () => {
    const text = withFrontMatter('Text.\n\n## Lo más importante\nMás.\n');
    expect(goodPack(text, 'es').sections.map(({ slug }) => slug)).toEqual(['lo-mas-importante']);
  });
});
