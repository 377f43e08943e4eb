import { expect, it } from 'vitest';
import type { RESTPostAPIApplicationCommandsJSONBody } from 'discord-api-types/v10';
import { registrable } from '../../src/discord/registry/registrable.ts';

const slash = (name: string): RESTPostAPIApplicationCommandsJSONBody => ({ name, description: name });
const own = ['ask', 'pin', 'help'].map(slash);
const articles = Array.from({ length: 120 }, (_, at) => `article-${at}`);

it('leaves as many articles out as Discord has no room for, the last ones, and none of the bot’s own commands', () => {
  const menu: RESTPostAPIApplicationCommandsJSONBody = { name: 'Answer this', type: 3 };
  const { definitions, leftOut } = registrable(
    [slash('ask'), ...articles.map(slash), menu, ...own.slice(1)],
    articles,
  );
  expect(leftOut).toEqual(articles.slice(97));
  expect(definitions.filter(({ type }) => type !== 3)).toHaveLength(100);
  expect(definitions.map(({ name }) => name)).toEqual([
    'ask',
    ...articles.slice(0, 97),
    'Answer this',
    'pin',
    'help',
  ]);
});

it('leaves none out where all have room', () => {
  expect(registrable([...own, ...articles.slice(0, 97).map(slash)], articles).leftOut).toEqual([]);
});
