import JSZip from 'jszip';
import { describe, expect, it } from 'vitest';
import { importSource, type ImportedArticle } from '../../src/import/import-source.ts';
import { readImportFile } from '../../src/import/read-file.ts';
import {
  bold,
  docxOf,
  footnoteMark,
  link,
  listItem,
  paragraph,
  picture,
  run,
  styled,
  table,
} from '../fixtures/docx.ts';
import { thatBecame } from './imported.ts';

async function importedDocx(bytes: Uint8Array, name = 'ferry.docx'): Promise<ImportedArticle> {
  return importSource(await readImportFile({ name, bytes }), { name, slug: 'theirs', locale: null });
}

describe('a Word document', () => {
  const whole = docxOf({
    title: 'A template that nobody looked at',
    links: { village: 'https://example.org/village' },
    footnotes: ['Without the shares of the bank.', 'Ask at the harbour.'],
    others: { 'word/media/picture.png': new Uint8Array([137, 80, 78, 71]) },
    body: [
      styled('Titel', 'The night ferry'),
      paragraph('Contents'),
      styled('Verzeichnis1', 'The years without a boat\t2'),
      styled('Verzeichnis1', 'What it costs\t3'),
      styled('Verzeichnis1', 'Questions and answers\t4'),
      paragraph(
        `${run('For nine years nobody could cross the strait after dark, and ')}${link('village', 'the village')}${run(' mended that in the end.')}`,
      ),
      styled('berschrift1', 'The years without a boat'),
      paragraph(
        `${run('The old ferry was sold in 2015')}${footnoteMark(1)}${run(' for 3 * 4 &lt;b&gt; coins.')}`,
      ),
      paragraph(picture('The old ferry at the quay')),
      listItem('The harbour'),
      listItem('the bell', 1),
      listItem('The far shore'),
      listItem('Wait.', 0, true),
      listItem('Cross.', 0, true),
      styled('berschrift1', 'What it costs'),
      table([
        ['Day', 'Fare'],
        ['Monday', '$2'],
      ]),
      styled('berschrift1', 'Questions and answers'),
      // Word splits what was typed at different times.
      paragraph(`${bold('When does ')}${bold('it sail?')}`),
      paragraph(`${run('At ten and at four.')}${footnoteMark(2)}`),
      styled('berschrift2', 'Can I bring a bicycle?'),
      paragraph('Yes, for $2.'),
      listItem('Cargo bikes count as cars.'),
    ].join(''),
  });

  it('has its title, its sections and its questions found by style', async () => {
    const { pack, problems, locale, kind } = await importedDocx(await whole);
    expect(problems).toEqual([]);
    expect({ locale, kind }).toEqual({ locale: 'en', kind: 'DOCX' });
    expect(pack).toMatchObject({ title: 'The night ferry', source: 'The night ferry' });
    expect(pack?.summary).toBe(
      'For nine years nobody could cross the strait after dark, and [the village](https://example.org/village) mended that in the end.',
    );
    expect(pack?.sections.map(({ heading }) => heading)).toEqual([
      'The years without a boat',
      'What it costs',
    ]);
    expect(pack?.faq.map(({ heading, plain }) => [heading, plain])).toEqual([
      ['When does it sail?', 'At ten and at four.[2]\n[2] Ask at the harbour.'],
      ['Can I bring a bicycle?', 'Yes, for $2.\nCargo bikes count as cars.'],
    ]);
  });

  it('keeps lists, tables, signs, and footnotes below what they belong to', async () => {
    const { pack } = await importedDocx(await whole);
    const [years, costs] = pack?.sections ?? [];
    expect(years?.paragraphs.slice(0, 2).map(({ plain }) => plain)).toEqual([
      'The old ferry was sold in 2015[1] for 3 * 4 <b> coins.',
      '[1] Without the shares of the bank.',
    ]);
    expect(years?.text).toContain('- The harbour\n  - the bell\n- The far shore');
    expect(years?.text).toContain('1. Wait.\n2. Cross.');
    expect(costs?.text).toContain('| Monday | $2 |');
  });

  it('tells of its pictures and its contents, and loses no word', async () => {
    const article = await importedDocx(await whole);
    expect(thatBecame(article, 'dropped')).toEqual(['The old ferry at the quay', 'Contents']);
    expect(thatBecame(article, 'contents entry')).toHaveLength(3);
    expect(article.markdown).not.toContain('quay');
    expect(article.words.missing).toEqual([]);
  });

  it('without a title of its own goes by the one in its properties', async () => {
    const body = ['One', 'Two'].map((heading) =>
      [styled('berschrift1', heading), paragraph('Some words that make a sentence here.')].join(''),
    );
    const article = await importedDocx(await docxOf({ title: 'House rules', body: body.join('') }));
    expect(article.pack).toMatchObject({ title: 'House rules' });
    expect(article.pack?.sections.map(({ heading }) => heading)).toEqual(['One', 'Two']);
  });

  it.each(['Microsoft Word - rules v2', 'Document1', 'rules.docx', 'Untitled'])(
    'takes no title that a program filled in: %s',
    async (title) => {
      const body = ['One', 'Two'].map((heading) =>
        [styled('berschrift1', heading), paragraph('Some words that make a sentence here.')].join(''),
      );
      const article = await importedDocx(await docxOf({ title, body: body.join('') }), 'house-rules.docx');
      expect(article.pack?.title).toBe('House rules');
    },
  );

  it('without any style is read as copied text is', async () => {
    const lines = [
      'Swimming pool rules',
      'What time does it open?',
      'At seven on weekdays.',
      'Do I need a cap?',
      'Yes. Caps are sold at the desk.',
    ];
    const { pack } = await importedDocx(
      await docxOf({ body: lines.map((line) => paragraph(line)).join('') }),
    );
    expect(pack?.title).toBe('Swimming pool rules');
    expect(pack?.faq.map(({ heading, plain }) => [heading, plain])).toEqual([
      ['What time does it open?', 'At seven on weekdays.'],
      ['Do I need a cap?', 'Yes. Caps are sold at the desk.'],
    ]);
  });

  it('in French is told to be so', async () => {
    const body = [
      styled('berschrift1', 'Questions fréquentes'),
      paragraph(bold('Où dormir ?')),
      paragraph('À l’auberge du port, qui est ouverte toute l’année.'),
    ].join('');
    expect(await importedDocx(await docxOf({ body }))).toMatchObject({
      locale: 'fr',
      pack: { faq: [{ heading: 'Où dormir ?' }] },
    });
  });
});

describe('what only looks like a document', () => {
  const good = docxOf({ body: paragraph('Some words that make a sentence here.') });
  const refusal = async (bytes: Uint8Array): Promise<string> => {
    try {
      await readImportFile({ name: 'x.docx', bytes });
    } catch (error) {
      return error instanceof Error && error.name === 'ImportError'
        ? error.message
        : `not told: ${String(error)}`;
    }
    return 'taken';
  };

  it('is refused in a sentence where it breaks off, or is no XML', async () => {
    const bytes = await good;
    expect(await refusal(bytes.subarray(0, bytes.length - 40))).toMatch(/^x\.docx is damaged: open it/);
    expect(await refusal(Buffer.from('PK\u0003\u0004…'))).toMatch(/^x\.docx is damaged: open it/);
    const broken = bytes.slice();
    // Within what is packed of the first part.
    broken.fill(255, 60, 120);
    expect(await refusal(broken)).toMatch(/^x\.docx is damaged: open it/);
    const noXml = await docxOf({ body: '<w:p>', others: { 'word/document.xml': 'words' } });
    expect(await refusal(noXml)).toMatch(/^x\.docx is damaged: open it/);
  });

  it('is refused in a sentence where it is locked, old, or another kind of file', async () => {
    const old = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]);
    expect(await refusal(old)).toBe(
      'x.docx is a file of an old Office: save it as DOCX, as HTML or as plain text, and import that.',
    );
    const locked = Buffer.concat([old, Buffer.from('EncryptedPackage', 'utf16le')]);
    expect(await refusal(locked)).toBe(
      'x.docx is locked with a password: save it without one, and import that.',
    );
    const flagged = Buffer.from(await good);
    const entry = flagged.indexOf(Buffer.from('PK\u0001\u0002', 'latin1'));
    flagged.writeUInt16LE(flagged.readUInt16LE(entry + 8) | 1, entry + 8);
    expect(await refusal(flagged)).toContain('is locked with a password');
    const sheet = new JSZip().file('xl/workbook.xml', '<workbook/>');
    expect(await refusal(await sheet.generateAsync({ type: 'uint8array' }))).toContain(
      'but no Word document',
    );
    expect(await refusal(Buffer.from(`PK\u0005\u0006${'\0'.repeat(18)}`, 'latin1'))).toContain(
      'but no Word document',
    );
  });

  it('is refused before it is unpacked where that would take gigabytes, whatever it says of its size', async () => {
    const bomb = Buffer.from(
      await docxOf({ body: '', others: { 'word/comments.xml': Buffer.alloc(20_100_000, ' ') } }),
    );
    expect(bomb.length).toBeLessThan(100_000);
    expect(await refusal(bomb)).toBe(
      'x.docx unpacks to more than 20 MB: save it as plain text, and import that.',
    );
    // The directory's word for it: ten bytes.
    const at = bomb.lastIndexOf('word/comments.xml') - 46;
    expect(bomb.toString('latin1', at, at + 2)).toBe('PK');
    bomb.writeUInt32LE(10, at + 24);
    expect(await refusal(bomb)).toMatch(/unpacks to more than 20 MB|is damaged/);
  });

  it('is refused where it has more parts than any document', async () => {
    const parts = Buffer.from(`PK\u0003\u0004${'PK\u0001\u0002'.repeat(10_001)}`, 'latin1');
    expect(await refusal(parts)).toContain('unpacks to more than');
  });

  it('keeps its pictures packed, however large', async () => {
    const bytes = await docxOf({
      body: paragraph('Some words that make a sentence here.') + paragraph(picture('')),
      others: { 'word/media/picture.png': Buffer.alloc(20_100_000) },
    });
    const article = await importedDocx(bytes);
    expect(thatBecame(article, 'dropped')).toEqual(['a picture']);
  });
});
