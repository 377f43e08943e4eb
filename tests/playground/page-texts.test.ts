import { describe, expect, it } from 'vitest';
import { forumTextsFor } from '../../src/playground/page/forum-texts.ts';
import { guideTextsFor } from '../../src/playground/page/guide-texts.ts';
import { mentionText, plainText } from '../../src/playground/page/plain-text.ts';
import { textsFor } from '../../src/playground/page/texts.ts';

/** All that stands in there; what a function says of a `#channel` or a number. */
function sentences(texts: unknown): readonly string[] {
  if (typeof texts === 'string') return [texts];
  if (typeof texts === 'function') return sentences(texts('#général', 2, 3));
  return typeof texts === 'object' && texts !== null ? Object.values(texts).flatMap(sentences) : [];
}

describe('French on the page', () => {
  it('has no sign that a line could begin with, and no straight apostrophe', () => {
    const all = [
      ...sentences(textsFor('fr')),
      ...sentences(guideTextsFor('fr')),
      ...sentences(forumTextsFor('fr')),
    ];
    expect(all.length).toBeGreaterThan(100);
    expect(all.filter((text) => / [?!:;»]|« |\p{L}'/u.test(text))).toEqual([]);
  });
});

const session = {
  state: {
    people: [{ role: 'member', id: '1', name: 'Mia' }],
    bot: { id: '2', name: 'Footnote' },
    roles: [{ id: '3', name: '@everyone', place: 'server', holder: null }],
    channels: [{ kind: 'text', id: '4', name: 'general', place: 'server', owner: null }],
  },
  posts: [],
  commands: [],
  persona: { locale: 'en-US' },
  texts: textsFor('en-US'),
} satisfies Parameters<typeof plainText>[1];

describe('a line of a message', () => {
  it.each([
    ['-# small **and** bold', 'small and bold'],
    ['# Heading\n- one\n  -# two\n- [three](https://example.org)', 'Heading one two three'],
    ['> quoted\nand `code`', 'quoted and code'],
    ['||secret||', '▇▇▇'],
    ['<@1> asked <@2> in <#4>, </ask:5>', '@Mia asked @Footnote in #general, /ask'],
  ])('says what %j says', (markdown, line) => {
    expect(plainText(markdown, session)).toBe(line);
  });
});

describe('a mention of a command', () => {
  it('is in the reader’s language', () => {
    const commands = [
      { id: '5', name: 'ask', name_localizations: { fr: 'demander' }, description: 'Ask', options: [] },
    ];
    const inFrench = { ...session, commands, persona: { locale: 'fr' } };
    expect(mentionText('command', 'ask', inFrench)).toBe('/demander');
  });
});

describe('a mention of what isn’t known', () => {
  it.each([
    ['user', '@unknown-user'],
    ['role', '@deleted-role'],
    ['channel', '#unknown'],
  ] as const)('is shown as Discord shows it: %s', (of, text) => {
    expect(mentionText(of, '99', session)).toBe(text);
  });
});
