import { describe, expect, it } from 'vitest';
import { addWordings } from '../../src/content/add-wordings.ts';
import type { WordingTarget, WordingToAdd } from '../../src/content/wording-targets.ts';
import { fileWith, goodPack } from './pack-text.ts';

const to = (id: string, ...wordings: readonly string[]): readonly WordingToAdd[] =>
  wordings.map((wording) => ({ wording, to: { kind: 'entry', id } }));
const notCovered = (topic: string, wording: string): WordingToAdd => ({
  wording,
  to: { kind: 'not covered', topic },
});
const asEntry = (id: string, wording: string): WordingToAdd => ({ wording, to: { kind: 'new entry', id } });

async function add(text: string, wordings: readonly WordingToAdd[], locale = 'en') {
  const added = await addWordings(text, { file: 'x.md', slug: 'tides', locale }, wordings);
  if (added === null) throw new Error('This is no pack.');
  return added;
}

/** The lines that are new; fails where any other line isn't byte for byte as it was. */
function newLines(before: string, after: string): readonly string[] {
  const rest = before.split('\n');
  const added = after.split('\n').filter((line) => {
    if (line !== rest[0]) return true;
    rest.shift();
    return false;
  });
  expect(rest).toEqual([]);
  return added;
}

const SECTION = '## Springs\n\nSpring tides come twice a month.\n\n';
const ENTRY = '### When is high water?\n\nTwice a day.\n';

describe('a wording', () => {
  it('goes behind the last one of its entry, and nothing else changes', async () => {
    const text = fileWith(
      `${SECTION}## FAQ\n${ENTRY}\nAlso asked:\n- high tide\n- flood\n\n### What is low water?\nThe ebb.\n`,
    );
    const { text: after, added } = await add(text, to('faq/when-is-high-water', 'when does it peak'));
    expect(added).toEqual([{ kind: 'added', id: 'faq/when-is-high-water' }]);
    expect(after).toBe(text.replace('- flood\n', '- flood\n- when does it peak\n'));
  });

  it.each([
    ['at the end of the file', `${SECTION}## FAQ\n${ENTRY}`],
    ['at its end without a line break', `${SECTION}## FAQ\n${ENTRY.trimEnd()}`],
    ['before another entry', `${SECTION}## FAQ\n${ENTRY}### What is low water?\nThe ebb.\n`],
    ['behind a section that it cites', `${SECTION}## FAQ\n${ENTRY}\nSee: Springs\n\n\n`],
    ['before a comment', `## FAQ\n${ENTRY}\n<!-- The harbour master\nsays so. -->\n\n### Low?\nThe ebb.\n`],
    ['of a list', `## FAQ\n### When is high water?\n- In the morning,\n  early\n- in the evening\n`],
    [
      'within what folds',
      `## FAQ\n<details>\n<summary>When is high water?</summary>\n\nTwice.\n\n</details>\n`,
    ],
    ['in bold', `## FAQ\n**When is high water?**\nTwice a day.\n\n**What is low water?**\nThe ebb.\n`],
    ['of code', `## FAQ\n### When is high water?\n\`\`\`\n### no heading\n\`\`\`\n\n### Low?\nThe ebb.\n`],
  ])('opens a list below an entry that has none: one %s', async (_, body) => {
    const text = fileWith(body);
    const { text: after, added } = await add(text, to('faq/when-is-high-water', 'high tide', 'flood'));
    expect(added.map(({ kind }) => kind)).toEqual(['added', 'added']);
    expect(goodPack(after).faq[0]?.wordings).toEqual(['high tide', 'flood']);
    expect(newLines(text, after).filter((line) => line !== '')).toEqual([
      'Also asked:',
      '- high tide',
      '- flood',
    ]);
    expect(after.endsWith('\n')).toBe(text.endsWith('\n'));
  });

  it('is written before what an entry cites where its list stands there', async () => {
    const text = fileWith(`${SECTION}## FAQ\n${ENTRY}\nAlso asked:\n\n* high tide\n\nSee: Springs\n`);
    const { text: after } = await add(text, to('faq/when-is-high-water', 'flood'));
    expect(after).toBe(text.replace('* high tide\n', '* high tide\n* flood\n'));
  });

  it.each([
    ['numbers', '1. high tide\n2. flood\n', '3. peak'],
    ['items apart', '- high tide\n\n- flood\n', '\n- peak'],
    ['items indented', '  * high tide\n  * flood\n', '  * peak'],
    ['a nested item', '- high tide\n  - flood\n', '  - peak'],
    ['an item of two lines', '- high tide\n- flood\n  of the year\n', '- peak'],
  ])('looks like the ones above it: %s', async (_, list, line) => {
    const text = fileWith(`## FAQ\n${ENTRY}\nAlso asked:\n\n${list}\n### Low?\nThe ebb.\n`);
    const { text: after } = await add(text, to('faq/when-is-high-water', 'peak'));
    expect(after).toBe(text.replace(list, `${list}${line}\n`));
    expect(goodPack(after).faq[0]?.wordings.at(-1)).toBe('peak');
  });

  it('keeps the line breaks of Windows and the byte order mark', async () => {
    const text = `\uFEFF${fileWith(`## FAQ\n${ENTRY}\nAlso asked:\n- high tide\n\n### Low?\nThe ebb.\n`).replaceAll('\n', '\r\n')}`;
    const { text: after } = await add(text, [
      ...to('faq/when-is-high-water', 'flood'),
      ...to('faq/low', 'ebb tide'),
      notCovered('who made the sea', 'who made the sea'),
    ]);
    expect(after).toContain('- high tide\r\n- flood\r\n');
    expect(after.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(after.startsWith('\uFEFF---\r\n')).toBe(true);
    expect(
      after.endsWith('Also asked:\r\n- ebb tide\r\n\r\n## Not covered\r\n\r\n- who made the sea\r\n'),
    ).toBe(true);
  });

  it('is written under the words of a French pack', async () => {
    const text = fileWith('## FAQ\n### Quand monte-t-elle ?\nDeux fois par jour.\n');
    const { text: after } = await add(
      text,
      [...to('faq/quand-monte-t-elle', 'marée haute'), notCovered('qui a fait la mer', 'qui a fait la mer')],
      'fr',
    );
    expect(newLines(text, after).join('\n').trim()).toBe(
      'Autres formulations :\n- marée haute\n\n## Non couvert\n\n- qui a fait la mer',
    );
    expect(goodPack(after, 'fr')).toMatchObject({
      faq: [{ wordings: ['marée haute'] }],
      notCovered: [{ topic: 'qui a fait la mer' }],
    });
  });

  it('is read as it was typed, whatever signs it has', async () => {
    const wordings = [
      'is it *really* C#',
      '# tide',
      '1. flood',
      '- ebb',
      '<b> moon',
      'See: Springs',
      'a_b [c](d)',
    ];
    const text = fileWith(`${SECTION}## FAQ\n${ENTRY}`);
    const { text: after, added } = await add(text, to('faq/when-is-high-water', ...wordings));
    expect(added.every(({ kind }) => kind === 'added')).toBe(true);
    expect(goodPack(after).faq[0]?.wordings).toEqual(wordings);
  });
});

describe('what the article does not cover', () => {
  const list = '## Not covered\n\n- who made the sea\n  - who filled it\n- how salty it is\n';

  it.each([
    ['a new line', 'why it is blue', 'why it is blue', '- how salty it is\n', '- why it is blue\n'],
    [
      'a new line and its wording',
      'why it is blue',
      'what makes the sea blue?',
      '- how salty it is\n',
      '- why it is blue\n  - what makes the sea blue?\n',
    ],
    ['a line that has some', 'who made the sea', 'origin', '  - who filled it\n', '  - origin\n'],
    ['a line that has none', 'How salty it is', 'salt in it', '- how salty it is\n', '  - salt in it\n'],
  ])('gets %s', async (_, topic, wording, before, line) => {
    const text = fileWith(`${list}\n## Springs\nTwice a month.\n`);
    const { text: after, added } = await add(text, [notCovered(topic, wording)]);
    expect(added).toEqual([{ kind: 'added', id: null }]);
    expect(after).toBe(text.replace(before, `${before}${line}`));
  });
});

describe('a passage of a section, or a highlight', () => {
  it('answers a question of the FAQ’s that cites it, in its own words', async () => {
    const body = `## Highlights\n- The moon pulls.\n\n## Springs\n\nSpring tides come *twice* a month.\n\n### Neaps\n\nIn between.\n\n`;
    const text = fileWith(`${body}## FAQ\n${ENTRY}\n## Not covered\n- who made the sea\n`);
    const { text: after, added } = await add(text, [
      asEntry('section/springs/2', 'what is a neap'),
      asEntry('section/springs/2', 'weak tides'),
      asEntry('highlight/1', 'what pulls the water'),
    ]);
    expect(added.map((one) => 'id' in one && one.id)).toEqual([
      'faq/what-is-a-neap',
      'faq/what-is-a-neap',
      'faq/what-pulls-the-water',
    ]);
    expect(newLines(text, after).join('\n').trim()).toBe(
      '### what is a neap\n\nIn between.\n\nSee: Springs\n\nAlso asked:\n- weak tides\n\n### what pulls the water\n\nThe moon pulls.',
    );
  });

  it('opens the FAQ of an article that has none, before what is not covered', async () => {
    const text = fileWith(`${SECTION}## Not covered\n- who made the sea\n`);
    const { text: after } = await add(text, [asEntry('section/springs/1', 'springs')]);
    expect(after).toBe(
      text.replace(
        '## Not covered',
        '## FAQ\n\n### springs\n\nSpring tides come twice a month.\n\nSee: Springs\n\n## Not covered',
      ),
    );
  });
});

describe('what is not written', () => {
  const text = fileWith(
    `${SECTION}## FAQ\n${ENTRY}\nAlso asked:\n- high tide\n\n### Low?\nThe ebb.\n\n## Not covered\n- who made the sea\n`,
  );
  it.each<[string, string, WordingTarget, object]>([
    [
      'what stands there',
      'High tide?',
      { kind: 'entry', id: 'faq/when-is-high-water' },
      { kind: 'there already' },
    ],
    [
      'what leads elsewhere',
      'high tide',
      { kind: 'entry', id: 'faq/low' },
      { kind: 'taken', by: 'When is high water?' },
    ],
    ['what is not covered', 'who made the sea?', { kind: 'entry', id: 'faq/low' }, { kind: 'taken' }],
    ['what is covered', 'low', { kind: 'not covered', topic: 'low water' }, { kind: 'taken', by: 'Low?' }],
    ['what has no target', 'flood', { kind: 'entry', id: 'faq/gone' }, { kind: 'no such target' }],
    [
      'a wording for a section',
      'flood',
      { kind: 'entry', id: 'section/springs/1' },
      { kind: 'no such target' },
    ],
    ['signs alone', '?!', { kind: 'entry', id: 'faq/low' }, { kind: 'no words' }],
  ])('is told why: %s', async (_, wording, target, why) => {
    const { text: after, added } = await add(text, [{ wording, to: target }]);
    expect(added).toEqual([expect.objectContaining(why)]);
    expect(after).toBe(text);
  });

  it('keeps nothing else from being written', async () => {
    const { text: after, added } = await add(text, [
      ...to('faq/low', 'high tide', 'ebb tide'),
      ...to('faq/gone', 'x'),
      ...to('faq/low', 'Ebb tide'),
    ]);
    expect(added.map(({ kind }) => kind)).toEqual(['taken', 'added', 'no such target', 'there already']);
    expect(goodPack(after).faq[1]?.wordings).toEqual(['ebb tide']);
  });

  it('is left to the author where a new line would change what else the text says', async () => {
    const folded = fileWith(
      '## FAQ\n<details><summary>High?</summary>Twice a day.</details>\n\n### Low?\nThe ebb.\n',
    );
    const good = fileWith(
      '## FAQ\n<details><summary>High?</summary>Twice.</details>\n<details>\n<summary>Low?</summary>\n\nThe ebb.\n\n</details>\n',
    );
    expect((await add(folded, to('faq/low', 'ebb tide'))).added).toEqual([{ kind: 'added', id: 'faq/low' }]);
    const { text: after, added } = await add(good, [
      ...to('faq/high', 'flood'),
      ...to('faq/low', 'ebb tide'),
    ]);
    expect(added).toEqual([{ kind: 'unfit' }, { kind: 'added', id: 'faq/low' }]);
    expect(goodPack(after).faq.map(({ wordings }) => wordings)).toEqual([[], ['ebb tide']]);
  });

  it('is all of it where the text is no pack', async () => {
    expect(await addWordings('nothing', { file: 'x.md', slug: 'x', locale: 'en' }, [])).toBeNull();
  });
});
