import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  escapeMarkdown,
  link,
  ownWordsIn,
  plainTextOfDiscord,
  unescaped,
} from '../../src/markdown/discord.ts';

describe('text in a message', () => {
  it('can not be broken out of by a label', () => {
    expect(link('a](https://evil.org)[b', 'https://x.org/(c)')).toBe(
      '[a\\](https://evil.org)\\[b](https://x.org/%28c%29)',
    );
    expect(escapeMarkdown('**bold** ||spoiler||')).toBe('\\*\\*bold\\*\\* \\|\\|spoiler\\|\\|');
  });

  it('keeps the names of emoji, and addresses', () => {
    expect(escapeMarkdown(':red_circle: a_b https://x.org/a_b')).toBe(':red_circle: a\\_b https://x.org/a_b');
  });

  it('comes back as it was typed', () => {
    const pieces = ['\\', '_', '*', '`', '|', '~', ':', 'a', 'bc', ' ', 'https://', '/', '\n', '+', '…'];
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (typed) => {
        expect(unescaped(escapeMarkdown(typed))).toBe(typed);
      }),
      { numRuns: 5_000, seed: 1 },
    );
  });
});

describe('what is searched of a text in Discord’s Markdown', () => {
  it.each([
    ['||spoiler|| and __under__ and ~~gone~~ **bold** *it*', 'spoiler and under and gone bold it'],
    ['-# small\n> quote\n>>> all\n### Head\n- item\n1. one', 'small\nquote\nall\nHead\nitem\none'],
    [':red_circle: red <:party:123456789012345678>!', 'red !'],
    ['at 10:30:45 or a:b:c', 'at 10:30:45 or a:b:c'],
    ['by <t:1700000000:R> ask <@1> <@&2> in <#3> with </ask:4>', 'by ask in with /ask'],
    ['[the **docs**](https://x.org/a?b=c) and <https://x.org>', 'the docs and <https://x.org>'],
    ['```js\nlet a;\n```\n`b_c`', 'let a;\n\nb_c'],
    ['2 \\* 3', '2 * 3'],
  ])('of %j', (typed, plain) => {
    expect(plainTextOfDiscord(typed)).toBe(plain);
  });
});

describe('what somebody says in a message', () => {
  it.each([
    ['<@123456789012345678> why did it fall', 'why did it fall'],
    ['why did it fall <@!1> <@&2> <#3>?', 'why did it fall ?'],
    ['</ask:123456789012345678> why did it fall', 'why did it fall'],
    ['what does </pin add:123456789012345678> do', 'what does /pin add do'],
    ['@everyone why did it fall', 'why did it fall'],
    ['🇨🇳 R1 💰? :thumbsup: <a:party:1> 👩‍👩‍👧 ❤️', 'R1 ?'],
    ['due <t:1700000000:R>?', 'due ?'],
    ['is https://x.org/a?b=c&d#e or <https://x.org> or www.x.org down', 'is or or down'],
    ['https://x.org/why-did-it-fall', ''],
    ['is [the **shop**](https://x.org) open', 'is the shop open'],
    ['**why** __did__ ~~it~~ *fall* _down_ ||again||', 'why did it fall down again'],
    ['# why\n- did it\n-# fall', 'why\ndid it\nfall'],
    ['how do I use `npm start`?', 'how do I use npm start?'],
    ['how do I run this\n```js\nlet a = 1;\n```\nat home', 'how do I run this\n\n\nat home'],
    ['> my dog ate it\nhow do I get another', 'how do I get another'],
    ['how do I get another\n>>> my dog\nate it', 'how do I get another'],
    ['i can`t and won`t', "i can't and won't"],
    ['what is snake_case in C# and 2 \\* 3', 'what is snake_case in C# and 2 * 3'],
    ['is a < b and c > d', 'is a < b and c > d'],
  ])('%j', (message, said) => {
    expect(ownWordsIn(message).replaceAll('\u200d', '').replaceAll(/ +/g, ' ').trim()).toBe(said.trim());
  });

  it('is what is quoted, or code, where nothing else is said', () => {
    expect(ownWordsIn('> how do I get another')).toBe('how do I get another');
    expect(ownWordsIn('<@1> ```js\nENOENT no such file\n```')).toBe('ENOENT no such file');
  });
});
