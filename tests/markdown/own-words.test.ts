import { describe, expect, it } from 'vitest';
import { ownWordsIn } from '../../src/markdown/own-words.ts';

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
