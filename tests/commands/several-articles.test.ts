import { ChannelType, ComponentType, Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import {
  autocompleteInteraction,
  componentInteraction,
  slashInteraction,
  type Scene,
} from '../../src/playground/interactions.ts';
import { fair, packOf } from '../fixtures/fair.ts';
import { market } from '../fixtures/market.ts';
import { inDirectMessage, inServer, PINNING } from '../fixtures/scenes.ts';
import { ownStore } from '../fixtures/store.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

const GENERAL = '800000000000000001';
const SHOP = '800000000000000007';
const managing = { memberPermissions: PINNING | PermissionFlagsBits.ManageGuild };

const member = (channelId = GENERAL) => inServer({ channelId });
const moderator = (channelId = GENERAL) => inServer({ ...managing, channelId });
const inPostOf = (channelId: string): Scene => ({
  ...inServer({ channelId: '800000000000000099', thread: true }),
  channelType: ChannelType.PublicThread,
  thread: { parent_id: channelId },
});
const ask = (question: string, scene: Scene = member(), more: Record<string, string> = {}) =>
  slashInteraction(scene, { name: 'ask', values: { question, ...more } });
const typing = (name: string, focused: string, typed: string, scene: Scene = member(), subcommand?: string) =>
  autocompleteInteraction(scene, {
    name,
    focused,
    typed,
    ...(subcommand === undefined ? {} : { subcommand }),
  });

/** The bot with several articles, and a moderator who chooses among them. */
function several(store = ownStore()) {
  const { see, discord } = bot(market, { store });
  const panel = async (scene = moderator()) => {
    const all = await see(slashInteraction(scene, { name: 'settings' }));
    return see(componentInteraction(scene, action(all, 'Articles')));
  };
  const panelHere = async (scene = moderator()) =>
    see(componentInteraction(scene, action(await panel(scene), 'This channel')));
  type Panel = Awaited<ReturnType<typeof panel>>;
  const menu = (shown: Panel, handler: string) =>
    actionsOf(shown).find(({ customId }) => customId.startsWith(`settings:${handler}:`))?.customId ?? '';
  const choose = (shown: Panel, handler: 'on' | 'first', values: readonly string[], scene = moderator()) =>
    see(componentInteraction(scene, { message: shown, customId: menu(shown, handler), values }));
  const onlyHere = async (slugs: readonly string[], channelId: string) =>
    choose(await panelHere(moderator(channelId)), 'on', slugs, moderator(channelId));
  const choices = async (interaction: ReturnType<typeof typing>) =>
    (await discord.send(interaction)).choices ?? [];
  return { see, panel, panelHere, choose, onlyHere, choices, store };
}

const textOf = (shown: { embeds: readonly { description?: string }[] }) => shown.embeds[0]?.description ?? '';

describe('with several articles', () => {
  it('an answer, its card and the suggestions say which article they are of', async () => {
    const { see, choices } = several();
    const answer = await see(ask('opening hours'));
    expect(answer.embeds[0]).toMatchObject({
      author: { name: 'The winter fair' },
      title: 'When does the fair open?',
    });
    expect(violationsOf(answer)).toEqual([]);
    const offered = await choices(typing('ask', 'question', 'how much w'));
    expect(offered[0]).toEqual({ name: 'how much wind · Kitebox', value: 'how much wind' });
    const read = await see(slashInteraction(member(), { name: 'rules', subcommand: 'highlights' }));
    expect(read.embeds[0]?.author?.name).toBe('House rules');
  });

  it('with one, nothing says which', async () => {
    const { see } = bot(fair);
    expect((await see(ask('opening hours'))).embeds[0]?.author).toBeUndefined();
  });

  it('the same question in two of them is asked back, unless a moderator put one first', async () => {
    const { see, panel, choose } = several();
    const unsure = await see(ask('Where can I find it?'));
    expect(actionsOf(unsure).map(({ label }) => label)).toEqual([
      'Where can I find it? · Kitebox',
      'Where can I find it? · House rules',
      // Neither article’s questions are all that there are.
      'Tell me when it’s answered',
    ]);
    const picked = await see(
      componentInteraction(member(), action(unsure, 'Where can I find it? · House rules')),
    );
    expect(textOf(picked)).toBe('In the channel for it.');
    await choose(await panel(), 'first', ['rules']);
    expect(textOf(await see(ask('Where can I find it?')))).toBe('In the channel for it.');
  });

  it('one alone is asked where it is named, by its title, too', async () => {
    const { see, choices } = several();
    for (const article of ['rules', 'House rules', 'house']) {
      expect(textOf(await see(ask('Where can I find it?', member(), { article })))).toBe(
        'In the channel for it.',
      );
    }
    const lost = await see(ask('Where can I find it?', member(), { article: 'moon' }));
    expect(lost.content).toBe(
      'I have no article called “moon” here. There is: The winter fair · Kitebox · House rules.',
    );
    expect(await choices(typing('ask', 'article', 'kite'))).toEqual([{ name: 'Kitebox', value: 'kitebox' }]);
  });

  it('with more than Discord shows, the one that is typed is offered, for questions and for pins', async () => {
    const many = Array.from({ length: 60 }, (_, at) =>
      packOf(
        `---\ntitle: Box ${at}\nsource: "Boxes"\n---\nA box.\n\n## Inside\nNumber ${at}.\n`,
        'en',
        `box-${at}`,
      ),
    );
    const { discord } = bot([...market, ...many]);
    const offered = async (interaction: ReturnType<typeof typing>) =>
      (await discord.send(interaction)).choices;
    const found = [{ name: 'Box 57', value: 'box-57' }];
    expect(await offered(typing('ask', 'article', 'box 57'))).toEqual(found);
    for (const subcommand of ['summary', 'highlights', 'section']) {
      expect(await offered(typing('pin', 'article', '57', moderator(), subcommand))).toEqual(found);
    }
    const pinned = await discord.send(
      slashInteraction(moderator(), { name: 'pin', subcommand: 'summary', values: { article: 'Box 56' } }),
    );
    expect(JSON.stringify(pinned.messages)).toContain('Box 56');
  });

  it('says that none of them tells, and where to see which there are', async () => {
    const { see } = several();
    const none = await see(ask('quantum chromodynamics'));
    expect(none.content).toBe(
      '> quantum chromodynamics\nNone of the articles here says.\n-# `/help` lists what they are.',
    );
    expect(actionsOf(none).map(({ label }) => label)).toEqual(['Tell me when it’s answered']);
  });

  it('says of two questions which article leaves one of them open, and of none that it does where nobody knows', async () => {
    const { see } = several();
    const one = await see(ask('when does the fair open and can i bring my dog?'));
    expect(textOf(one)).toContain("**The winter fair**\nThe article doesn't say whether dogs may come.");
    const none = await see(ask('when does the fair open and how do i qwzx the vbnm?'));
    expect(textOf(none)).toContain('12 December');
    expect(textOf(none)).toContain('I have no answer to “how do i qwzx the vbnm?”.');
  });

  it('asked for its sources, it names three, and says how many more there are', async () => {
    const box = packOf('---\ntitle: Box\nsource: "Boxes"\n---\nA box.\n\n## Inside\nAir.\n', 'en', 'box');
    expect((await bot(market).see(ask('source?'))).content).not.toContain('more');
    expect((await bot([...market, box]).see(ask('source?'))).content).toContain('· … and 1 more.');
  });

  it('the help names no command that Discord has no room for, and every article', async () => {
    const many = Array.from({ length: 120 }, (_, at) =>
      packOf(
        `---\ntitle: Box ${at}\nsource: "Boxes"\n---\nA box.\n\n## Inside\nNumber ${at}.\n`,
        'en',
        `box-${at}`,
      ),
    );
    const { see } = bot(many);
    const first = await see(slashInteraction(member(), { name: 'help' }));
    const pages = Number(/\d+$/.exec(first.embeds[0]?.footer?.text ?? '')?.[0]);
    const texts: string[] = [];
    for (let page = 1; page <= pages; page += 1) {
      // oxlint-disable-next-line no-await-in-loop -- a page after the other
      texts.push(
        textOf(await see(componentInteraction(member(), { message: first, customId: `help:go:${page}` }))),
      );
    }
    const all = texts.join('\n');
    expect(all.match(/\*\*Box \d+\*\*/g)).toHaveLength(120);
    expect(all).toContain('`/box-0 faq`');
    expect(new Set(all.match(/`\/[a-z0-9-]+/g)).size).toBeLessThanOrEqual(100);
  });
});

describe('an article never answers for another', () => {
  it('whose title the question has', async () => {
    const { see } = several();
    // Word for word but for the name, these are questions of the rules.
    for (const question of ['how do I report a Kitebox', 'may I advertise a Kitebox shop']) {
      const said = await see(ask(question));
      expect(said.embeds[0]?.author?.name).not.toBe('House rules');
    }
  });
});

describe('moderators choose', () => {
  it('which articles are on in a channel: there the others are neither answered, offered nor listed', async () => {
    const { see, onlyHere, choices } = several();
    const after = await onlyHere(['rules'], SHOP);
    expect(after.content).toBe('Saved.');
    expect(textOf(after)).toContain(`These are on in <#${SHOP}>`);
    expect(textOf(after)).toContain('Off: The winter fair · Kitebox');
    expect(violationsOf(after)).toEqual([]);

    expect((await see(ask('opening hours', member(SHOP)))).embeds).toEqual([]);
    expect(textOf(await see(ask('Where can I find it?', member(SHOP))))).toBe('In the channel for it.');
    const offered = await choices(typing('ask', 'question', '', member(SHOP)));
    expect(offered.map(({ name }) => name).toSorted()).toEqual([
      'How do I report somebody?',
      'May I advertise my own shop?',
      'Where can I find it?',
    ]);
    expect(await choices(typing('ask', 'article', '', member(SHOP)))).toHaveLength(1);
    expect(await choices(typing('fair', 'question', '', member(SHOP), 'faq'))).toEqual([]);
    const help = await see(slashInteraction(member(SHOP), { name: 'help' }));
    expect(textOf(help)).not.toContain('/fair');
    expect(textOf(help)).toContain('/rules');

    // Elsewhere all goes on.
    expect(textOf(await see(ask('opening hours')))).toContain('12 December');
  });

  it('and its command says in private that it is off, and where it is on', async () => {
    const { see, onlyHere, panel, choose } = several();
    await onlyHere(['rules'], SHOP);
    const read = (scene: Scene) => slashInteraction(scene, { name: 'fair', subcommand: 'summary' });
    const off = await see(read(member(SHOP)));
    expect(isPrivate(off)).toBe(true);
    expect(off.content).toBe(
      '**The winter fair** is off in this channel. It is on elsewhere in this server.',
    );
    expect((await see(ask('hours', member(SHOP), { article: 'fair' }))).content).toBe(off.content);

    await onlyHere(['fair'], '800000000000000008');
    await choose(await panel(), 'on', ['rules']);
    expect((await see(read(member()))).content).toBe(
      '**The winter fair** is off in this channel. It is on in <#800000000000000008>.',
    );
    const french = await see(read(inServer({ channelId: SHOP, locale: Locale.French })));
    expect(french.content).toContain('est désactivé dans ce salon');
  });

  it('for a channel’s threads and posts along with it', async () => {
    const { see, onlyHere } = several();
    await onlyHere(['rules'], SHOP);
    expect((await see(ask('opening hours', inPostOf(SHOP)))).embeds).toEqual([]);
    expect(textOf(await see(ask('opening hours', inPostOf(GENERAL))))).toContain('12 December');
  });

  it('and take a channel’s choice back, so that it goes by the server’s', async () => {
    const { see, onlyHere, panel, choose } = several();
    const own = await onlyHere(['rules'], SHOP);
    await choose(await panel(), 'on', ['fair']);
    expect((await see(ask('opening hours', member(SHOP)))).embeds).toEqual([]);
    const back = await see(componentInteraction(moderator(SHOP), action(own, 'As in the server')));
    expect(textOf(back)).toContain(`<#${SHOP}> goes by the server’s choice:`);
    expect(textOf(await see(ask('opening hours', member(SHOP))))).toContain('12 December');
  });

  it('for another channel, from wherever they are', async () => {
    const { see, panel, choose } = several();
    const shown = await see(
      componentInteraction(moderator(), {
        message: await panel(),
        customId: 'settings:channel',
        values: [SHOP],
        type: ComponentType.ChannelSelect,
      }),
    );
    expect(textOf(shown)).toContain(`<#${SHOP}> goes by the server’s choice:`);
    await choose(shown, 'on', ['rules']);
    expect((await see(ask('opening hours', member(SHOP)))).embeds).toEqual([]);
    const all = await see(slashInteraction(moderator(), { name: 'settings' }));
    expect(textOf(all)).toContain(`With a choice of their own: <#${SHOP}>`);
  });

  it('what comes first: in lists, in the help and among the questions that are offered', async () => {
    const { see, panel, choose, choices } = several();
    const after = await choose(await panel(), 'first', ['rules']);
    expect(textOf(after)).toMatch(/1\. House rules .*\n2\. The winter fair/);
    const help = textOf(await see(slashInteraction(member(), { name: 'help' })));
    expect(help.indexOf('/rules')).toBeLessThan(help.indexOf('/fair'));
    const [first] = await choices(typing('ask', 'question', ''));
    expect(first?.name).toBe('May I advertise my own shop? · House rules');
    const reset = await see(componentInteraction(moderator(), action(after, 'All on, in their usual order')));
    expect(textOf(reset)).toMatch(/1\. The winter fair/);
  });

  it('and of two who saw the same, the second changes nothing and sees how it stands', async () => {
    const { panel, choose, see } = several();
    const [mine, theirs] = [await panel(), await panel()];
    await choose(theirs, 'on', ['rules']);
    const after = await choose(mine, 'on', ['fair']);
    expect(after.content).toContain('Somebody else changed this meanwhile');
    expect(textOf(after)).toContain('1. House rules');
    expect((await see(ask('opening hours'))).embeds).toEqual([]);
  });

  it('among the articles that they saw: where one came meanwhile, nothing is changed', async () => {
    const { panel, store } = several();
    const menu = actionsOf(await panel()).find(({ customId }) => customId.startsWith('settings:on:'));
    const withAnother = bot(
      [...market, packOf('---\ntitle: Box\nsource: "Boxes"\n---\nA box.\n\n## Inside\nAir.\n', 'en', 'box')],
      { store },
    );
    const all = await withAnother.see(slashInteraction(moderator(), { name: 'settings' }));
    const after = await withAnother.see(
      componentInteraction(moderator(), {
        message: all,
        customId: menu?.customId ?? '',
        values: ['fair'],
        type: ComponentType.StringSelect,
      }),
    );
    expect(after.content).toContain('I changed nothing');
    expect((await store.servers.read('900000000000000001')).articleChoices.server.on).toBeNull();
  });

  it('none at all, and a question is told so', async () => {
    const { see, onlyHere } = several();
    await onlyHere([], SHOP);
    expect((await see(ask('opening hours', member(SHOP)))).content).toBe(
      '> opening hours\nNo article is on in this channel.',
    );
  });

  it('and what is shown already can be read on where its article is off by now', async () => {
    const { see, onlyHere } = several();
    const shown = await see(slashInteraction(member(SHOP), { name: 'fair', subcommand: 'contents' }));
    const unsure = await see(ask('Where can I find it?', member(SHOP)));
    await onlyHere(['rules'], SHOP);
    const section = await see(componentInteraction(member(SHOP), action(shown, 'Getting there')));
    expect(textOf(section)).toContain('Trams 3 and 7');
    const picked = await see(
      componentInteraction(member(SHOP), action(unsure, 'Where can I find it? · Kitebox')),
    );
    expect(textOf(picked)).toBe('In the shop of the Kitebox.');
  });

  it('nothing for direct messages, where all are on', async () => {
    const { see, panel, choose } = several();
    await choose(await panel(), 'on', ['rules']);
    expect(textOf(await see(ask('opening hours', inDirectMessage())))).toContain('12 December');
  });

  it('only with the permission to manage the server', async () => {
    const { see, panel, store } = several();
    const shown = await panel();
    const customId =
      actionsOf(shown).find(({ customId: id }) => id.startsWith('settings:on:'))?.customId ?? '';
    const refused = await see(
      componentInteraction(member(), { message: shown, customId, values: ['rules'] }),
    );
    expect(refused.content).toContain('**Manage Server**');
    expect((await store.servers.read('900000000000000001')).articleChoices.server.on).toBeNull();
  });

  it('and a pin of what is off here is refused before anything is posted', async () => {
    const { see, onlyHere } = several();
    await onlyHere(['rules'], SHOP);
    const pinned = await see(
      slashInteraction(moderator(SHOP), { name: 'pin', subcommand: 'summary', values: { article: 'fair' } }),
    );
    expect(pinned.content).toContain('is off in this channel');
  });
});

describe('with more articles than Discord has room for commands', () => {
  const named = (at: number) => `fair-${String(at).padStart(3, '0')}`;
  const library = Array.from({ length: 110 }, (_, at) =>
    packOf(
      `---
title: Fair ${at}
source: The fair
---
About the fair.

## Prices
They are fair.

## FAQ
### Is it free?
Yes.

### May I come on horseback?
No.

## Not covered
- whether dogs may come
`,
      'en',
      named(at),
    ),
  );
  const LAST = named(109);
  const { see } = bot(library);

  it('what isn’t answered of one without a command names what works for it, not that command', async () => {
    const none = await see(ask('can I bring my dog', member(), { article: LAST }));
    expect(none.content).toContain('whether dogs may come');
    expect(none.content).not.toContain(LAST);
    expect(none.content).toMatch(/A button below shows all there is; \S*\/ask\S* asks it alone/);
    const opened = await see(componentInteraction(member(), action(none, 'Fair 109')));
    expect(JSON.stringify(opened)).toContain('May I come on horseback?');
    const unsure = await see(ask('horse free', member(), { article: LAST }));
    expect(unsure.content).toContain('Is it one of these?');
    expect(unsure.content).not.toContain(LAST);
    expect(unsure.content).toContain('A button below shows all there is');
    expect((await see(ask('can I bring my dog', member(), { article: named(0) }))).content).toContain(
      `${named(0)} contents`,
    );
  });

  it('a section that isn’t there is looked for among those that are offered', async () => {
    const pin = (article: string) =>
      slashInteraction(moderator(), { name: 'pin', subcommand: 'section', values: { article, name: 'zzz' } });
    expect((await see(pin(LAST))).content).toContain('Choose one of those that are offered while you type.');
    expect((await see(pin(named(0)))).content).toContain(`${named(0)} contents`);
  });

  it('the settings show the commands of those alone that have one', async () => {
    const all = await see(slashInteraction(moderator(), { name: 'settings' }));
    const first = await see(componentInteraction(moderator(), action(all, 'Articles')));
    expect(JSON.stringify(first)).toContain(`"/${named(0)}"`);
    let page = first;
    for (let turned = 0; turned < 4; turned += 1)
      page = await see(componentInteraction(moderator(), action(page, 'Next')));
    const listed = JSON.stringify(page.components);
    expect(listed).toContain(`"${LAST}"`);
    expect(listed).not.toContain(`"/${LAST}"`);
  });
});
