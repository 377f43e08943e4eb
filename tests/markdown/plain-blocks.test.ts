import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table';
import { gfmTable } from 'micromark-extension-gfm-table';
import { expect, it } from 'vitest';
import { plainBlocks } from '../../src/markdown/plain-blocks.ts';

const parsed = (text: string) =>
  fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });

it('reads headings and paragraphs as the parser does', () => {
  const text =
    '## How it began\n\nIt started in May, at 7:30.\n### Why?\nNobody knows (yet).\n\n“So what?”\n';
  expect(plainBlocks(text)).toEqual(parsed(text));
  expect(plainBlocks(text)?.children).toHaveLength(5);
});

it.each([
  ['two lines of a paragraph', 'One\ntwo\n'],
  ['an underlined heading', 'One\n---\n'],
  ['a list', '- one\n'],
  ['a numbered list', '1. one\n'],
  ['emphasis', 'One *two*\n'],
  ['a reference', 'One &amp; two\n'],
  ['an end of a line that breaks it', 'One  \n'],
  ['a heading that is closed', '## One ##\n'],
  ['code by its indentation', '    one\n'],
])('leaves %s to the parser', (_, text) => {
  expect(plainBlocks(text)).toBeNull();
});

const PIECES =
  'a|One| |  |#|## |\n|\n\n|.|:|-|=|1|)|+|"|(|é|@|$|^|\t|\u00a0|\u200b|*|<|&|\\|!|[|https://a.b|www.a.b|\r|\0|漢|😀'.split(
    '|',
  );

it('never reads anything else than the parser does', () => {
  const always = fc.check(
    fc.property(fc.array(fc.constantFrom(...PIECES, '|'), { maxLength: 14 }), (pieces) => {
      const text = pieces.join('');
      const plain = plainBlocks(text);
      return plain === null || isDeepStrictEqual(plain, asData(parsed(text)));
    }),
    { numRuns: 2_000 },
  );
  expect(always.counterexample).toBeNull();
});

/** Without the parser's own classes. */
function asData(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
