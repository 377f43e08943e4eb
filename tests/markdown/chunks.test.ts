import type { Nodes } from 'mdast';
import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseChunks } from '../../src/markdown/chunks.ts';
import { childrenOf, parseMarkdown } from '../../src/markdown/commonmark.ts';
import { runAtOnce } from '../../src/time-slices.ts';

/** What a block is, on which line it starts, and all that it holds. */
function told(node: Nodes, linesBefore: number): unknown {
  const { position, children: _, ...own } = { children: [], ...node };
  return [
    (position?.start.line ?? 0) + linesBefore,
    'value' in own && typeof own.value === 'string' ? { ...own, value: own.value.trim() } : own,
    childrenOf(node).map((child) => told(child, linesBefore)),
  ];
}

function inChunks(text: string): readonly unknown[] {
  return runAtOnce(parseChunks(text)).chunks.flatMap(({ root, linesBefore }) =>
    root.children.map((node) => told(node, linesBefore)),
  );
}

function asOne(text: string): readonly unknown[] {
  return parseMarkdown(text).children.map((node) => told(node, 0));
}

/** Beginnings, ends and insides of all that a stretch must not be cut in. */
const LINES = (
  '# One|### Why?|#|#x|```|````|```js|~~~|  ```|   ~~~ x|    ```|\t```|<!--|-->|<!-- a -->|<!-->|<div>|</div>|  <div>|<pre>|</pre>|' +
  '<script>|</script> x|<?|?>|<!X|>|<![CDATA[|]]>|<b>|text|  text|    code|- a|  - b|- ```|  ```|1. c|2. d|> q|> ```|> <div>|>|===|---|***|' +
  '| a | b ||| --- | --- ||| c||a[^f] [d] ![e]|[d]: x|[e]: y "z"|[^f]: note|    more|[d|e]: z|*a|b*|`c|d`|:::|\\'
)
  .split('|')
  .concat('| a | b |', '| --- | --- |', '');

describe('a text that is parsed in stretches', () => {
  it.each([
    ['code that holds what looks like headings', '```\n# a\n\nb\n```\n# c'],
    ['code without an end', '```\n# a\n\n```` b\n## c'],
    ['indented code that is fenced', 'a\n\n  ```\n# b\n\nc\n  ```\n# d'],
    ['fences behind fences', '  ```\n# a\n  ```\n  ```\n# b\n  ```\n# c'],
    ['HTML up to an empty line', 'a\n<div>\n# b\n\n# c'],
    ['HTML up to its end', '<script>\n# a\n\nb\n</script>\n# c'],
    ['a comment', '<!-- a\n\n# b\n--> c\n# d'],
    ['a comment without an end', 'a\n<!-- b\n\n# c'],
    ['lists with empty lines', '- a\n\n  b\n\n- c\n\nd\n\n1. e\n\n   f'],
    ['definitions elsewhere', '[a] ![b][A]\n\n# x\n\n[a]: y\n\n# z\n\n[a][]'],
    ['footnotes elsewhere', 'a[^1]\n\n# x\n\n[^1]: b\n    c\n\nd'],
  ])('means the same: %s', (_, text) => {
    expect(inChunks(text)).toEqual(asOne(text));
  });

  test('means the same, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...LINES), { maxLength: 14 }).map((lines) => lines.join('\n')),
        (text) => {
          expect(inChunks(text)).toEqual(asOne(text));
        },
      ),
      { numRuns: 500 },
    );
  });
});
