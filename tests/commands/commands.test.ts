import { Locale, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createCommands } from '../../commands/index.ts';
import {
  componentInteraction,
  autocompleteInteraction,
  messageCommandInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { suggestionsMessage } from '../../src/discord/render/outcome.ts';
import { textsFor } from '../../src/texts/texts.ts';
import { checkCommand } from '../../src/playground/discord/contract/commands.ts';
import { fair, packOf } from '../fixtures/fair.ts';
import { asModerator, inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { action, actionsOf, bot, isPrivate } from './member.ts';

const en = textsFor('en-US');

const ask = (question: string, scene = inServer(), more: Record<string, boolean> = {}) =>
  slashInteraction(scene, { name: 'ask', values: { question, ...more } });
const read = (subcommand: string, values: Record<string, string> = {}, scene = inServer()) =>
  slashInteraction(scene, { name: 'fair', subcommand, values });

describe('/ask', () => {
  it('answers in public, in private on request', async () => {
    const { see } = bot(fair);
    const publicly = await see(ask('opening hours'));
    expect(publicly.embeds[0]?.title).toBe('When does the fair open?');
    expect(isPrivate(publicly)).toBe(false);
    expect(isPrivate(await see(ask('opening hours', inServer(), { private: true })))).toBe(true);
  });

  it('offers up to three related questions and the whole section', async () => {
    const { see } = bot(fair);
    const labels = actionsOf(await see(ask('parking fee'))).map(({ label }) => label);
    expect(labels.slice(-5)).toEqual([
      'Whole section',
      '👍 Helpful',
      '👎 Not helpful',
      'Ask a follow-up',
      'Take it away',
    ]);
    expect(labels).toContain('Which trams go there?');
    expect(labels.length).toBeLessThanOrEqual(8);
    expect(labels).not.toContain('How much is parking?');
  });

  it('asks in private what was meant, and shows in public what was picked', async () => {
    const { see } = bot(fair);
    const unsure = await see(ask('the square'));
    expect(unsure.content).toContain('Is it one of these?');
    expect(isPrivate(unsure)).toBe(true);
    const [first] = actionsOf(unsure);
    const picked = await see(componentInteraction(inServer(), action(unsure, first?.label ?? '')));
    expect(isPrivate(picked)).toBe(false);
    expect(picked.embeds[0]?.title).toBe(first?.label);
  });

  it('keeps a private question private to the end', async () => {
    const { see } = bot(fair);
    const unsure = await see(ask('the square', inServer(), { private: true }));
    const [first] = actionsOf(unsure);
    expect(isPrivate(await see(componentInteraction(inServer(), action(unsure, first?.label ?? ''))))).toBe(
      true,
    );
  });

  it('says in private what the article does not tell', async () => {
    const { see } = bot(fair);
    const none = await see(ask('can I bring my dog'));
    expect(none.content).toContain("The article doesn't say whether dogs may come.");
    expect(none.content).toContain('/fair contents');
    expect(isPrivate(none)).toBe(true);
  });

  it('speaks the server’s language in public and the member’s in private', async () => {
    const { see } = bot(fair);
    const scene = inServer({ locale: Locale.French });
    const publicly = await see(ask('parking fee', scene));
    expect(publicly.embeds[0]?.fields?.[0]?.name).toBe('Source');
    expect(publicly.embeds[0]?.description).toContain('four crowns');
    expect(actionsOf(publicly).map(({ label }) => label)).toContain('Whole section');
    const privately = await see(ask('qwzx vbnm', scene));
    expect(privately.content).toContain('L’article ne le dit pas.');
  });

  it('answers a French question from the French article, also in an English server', async () => {
    const { see } = bot(fair);
    expect((await see(ask('combien coûte le parking derrière la mairie'))).embeds[0]?.description).toContain(
      'quatre couronnes',
    );
  });

  it('says so when there is no article at all', async () => {
    const { see } = bot([]);
    expect((await see(ask('anything'))).content).toContain('no article');
  });

  it('suggests the questions in order when nothing has been typed, and finds what was chosen', async () => {
    const { discord, see } = bot(fair);
    const typing = autocompleteInteraction(inServer(), { name: 'ask', focused: 'question', typed: '' });
    const { choices } = await discord.send(typing);
    expect(choices.slice(0, 2).map(({ name }) => name)).toEqual([
      'When does the fair open?',
      'How much is parking?',
    ]);
    const chosen = await see(ask(String(choices[1]?.value)));
    expect(chosen.embeds[0]?.title).toBe('How much is parking?');
  });
});

describe('/fair, the command of an article', () => {
  it('shows the highlights, the summary and the source', async () => {
    const { see } = bot(fair);
    expect((await see(read('highlights'))).embeds[0]?.description).toContain('- Entry is free on all days.');
    expect((await see(read('summary'))).embeds[0]?.description).toContain('three days in December');
    const source = (await see(read('source'))).embeds[0]?.description;
    expect(source).toContain('[Winter Fair: Rules and Timetable](https://example.org/winter-fair)');
    expect(source).toContain('November 1, 2025');
    expect(source).toContain('English, French');
  });

  it.each([
    ['the suggestion that was chosen', 'getting-there'],
    ['its number', '2'],
    ['a part of its heading', 'there'],
    ['a misspelt heading', 'geting ther'],
  ])('shows a section by %s', async (_, name) => {
    const { see } = bot(fair);
    expect((await see(read('section', { name }))).embeds[0]?.title).toBe('Getting there');
  });

  it('says that there is no such section, instead of guessing one', async () => {
    const { see } = bot(fair);
    const message = await see(read('section', { name: 'quantum physics' }));
    expect(message.content).toContain("I can't find a section like “quantum physics”");
    expect(isPrivate(message)).toBe(true);
  });

  it('suggests sections while typing', async () => {
    const { discord } = bot(fair);
    const typing = (typed: string) =>
      autocompleteInteraction(inServer(), { name: 'fair', subcommand: 'section', focused: 'name', typed });
    expect((await discord.send(typing(''))).choices).toHaveLength(3);
    expect((await discord.send(typing('stal'))).choices[0]).toEqual({
      name: 'Running a stall',
      value: 'running-a-stall',
    });
  });

  it('lists the contents, and opens what is chosen for the one who chose', async () => {
    const { see } = bot(fair);
    const contents = await see(read('contents'));
    expect(contents.embeds[0]?.description).toBe('1. When and where\n2. Getting there\n3. Running a stall');
    const opened = await see(componentInteraction(inServer(), action(contents, 'Getting there')));
    expect(opened.embeds[0]?.title).toBe('Getting there');
    expect(isPrivate(opened)).toBe(true);
  });

  it('lists the questions of an article that has nothing else as its contents', async () => {
    const { see } = bot(fair.map((pack) => ({ ...pack, sections: [], highlights: [] })));
    const contents = await see(read('contents'));
    expect(contents.embeds[0]?.description).toMatch(/^1\. When does the fair open/);
    const opened = await see(componentInteraction(inServer(), action(contents, 'Which trams go there?')));
    expect(opened.embeds[0]?.title).toBe('Which trams go there?');
  });

  it('browses the questions, and goes straight to one', async () => {
    const { see } = bot(fair);
    const faq = await see(read('faq'));
    const answer = await see(componentInteraction(inServer(), action(faq, 'Which trams go there?')));
    expect(answer.embeds[0]?.description).toBe('Trams 3 and 7 stop at the square.');
    const straight = await see(read('faq', { question: 'organiser' }));
    expect(straight.embeds[0]?.description).toContain('Mirela Stan');
  });

  it('pages through a long section: in place for whoever asked, in a copy of their own for others', async () => {
    const { discord, see } = bot(fair);
    const asker = inServer();
    const first = await see(read('section', { name: '3' }, asker));
    expect(first.embeds[0]?.footer?.text).toMatch(/^Page 1 of \d+$/);
    const other = await discord.send(
      componentInteraction(inServer({ userId: '700000000000000077' }), action(first, 'Next')),
    );
    expect(other.messages).toMatchObject([
      { change: 'new', message: { embeds: [{ footer: { text: expect.stringContaining('Page 2') } }] } },
    ]);
    expect(other.messages.map(({ message }) => isPrivate(message))).toEqual([true]);
    const own = await discord.send(componentInteraction(asker, action(first, 'Next')));
    expect(own.messages).toMatchObject([{ change: 'changed', message: { id: first.id } }]);
  });

  it('says so when what a button showed is no longer there', async () => {
    const old = bot(fair);
    const faq = await old.see(read('faq'));
    const { see } = bot([packOf('---\ntitle: T\nsource: S\n---\nSummary.\n\n## Only section\nText.\n')]);
    const message = await see(componentInteraction(inServer(), action(faq, 'Which trams go there?')));
    expect(message.content).toContain('no longer in the article');
  });
});

describe('"Answer this"', () => {
  const on = (content: string) =>
    messageCommandInteraction(inServer(), {
      name: 'Answer this',
      target: messageOf({ channelId: '1', author: userOf('2', 'bo'), body: { content } }),
    });

  it('answers the message and links to it', async () => {
    const { see } = bot(fair);
    const answer = await see(on('when does the fair open?'));
    expect(answer.embeds[0]?.description).toContain('12 December');
    expect(answer.content).toMatch(/^In answer to https:\/\/discord\.com\/channels\//);
  });

  it('says so when there is nothing to read', async () => {
    const { see } = bot(fair);
    expect((await see(on('   '))).content).toContain('no text');
  });
});

describe('/help', () => {
  const help = (scene = inServer()) => slashInteraction(scene, { name: 'help' });

  it('names the articles and every command that the member may use', async () => {
    const { see, context } = bot(fair);
    const forMember = (await see(help())).embeds[0]?.description ?? '';
    expect(forMember).toContain('**The winter fair** (`/fair`): 3 sections, 4 questions');
    expect(forMember).not.toContain('/pin');
    const administrator = inServer({ memberPermissions: PermissionFlagsBits.Administrator });
    const first = await see(help(administrator));
    const second = await see(componentInteraction(administrator, action(first, 'Next')));
    const forAdministrator = [first, second].map(({ embeds }) => embeds[0]?.description).join('\n');
    for (const { data } of context.commands) expect(forAdministrator).toContain(data.name);
    expect((await see(help(inDirectMessage()))).embeds[0]?.description).not.toContain('/pin');
  });

  it('is in the member’s language', async () => {
    const { see } = bot(fair);
    const description = (await see(help(asModerator({ locale: Locale.French })))).embeds[0]?.description;
    expect(description).toContain('(`/fair`) : ');
    expect(description).toContain('`/demander`');
    expect(description).toContain("Le marché d'hiver");
    expect(description).toContain('`/épingler points-clés`');
  });
});

describe('/pin', () => {
  const pin = (subcommand: string, values = {}, scene = asModerator()) =>
    slashInteraction(scene, { name: 'pin', subcommand, values });

  it('pins what it says it pins', async () => {
    const { discord } = bot(fair);
    await discord.send(pin('section', { name: 'getting' }));
    await discord.send(pin('summary'));
    expect(discord.pins('800000000000000001').map(({ embeds }) => embeds[0]?.title)).toEqual([
      'The winter fair',
      'Getting there',
    ]);
  });

  it('pins in the server’s language and replies in the moderator’s', async () => {
    const { discord } = bot(fair);
    const scene = asModerator({ serverLocale: Locale.French });
    const { messages } = await discord.send(pin('highlights', {}, scene));
    expect(messages.map(({ message }) => message.embeds[0]?.title ?? message.content)).toEqual([
      'Points clés',
      expect.stringMatching(/^Pinned: \*\*Points clés\*\*/),
    ]);
  });

  it('pins nothing where there is nothing to pin', async () => {
    const { discord, see } = bot([packOf('---\ntitle: T\nsource: S\n---\nSummary.\n\n## A\nText.\n')]);
    expect((await see(pin('highlights'))).content).toContain('no highlights');
    expect(discord.pins('800000000000000001')).toEqual([]);
  });

  it('pins a part of the article that was chosen', async () => {
    const other = packOf(
      '---\ntitle: Other\nsource: S\n---\nThe other summary.\n\n## A\nText.\n',
      'en',
      'other',
    );
    const { discord } = bot([...fair, other]);
    await discord.send(pin('summary', { article: 'other' }));
    expect(discord.pins('800000000000000001')[0]?.embeds[0]?.description).toBe('The other summary.');
  });
});

describe('a highlight', () => {
  it('is offered by its words, not by its number', () => {
    const [pack] = fair;
    const passage = pack?.highlights[1];
    if (pack === undefined || passage === undefined) throw new Error('no highlight');
    const suggestions = [{ pack, passage, confidence: 0.4, evidence: null, explain: () => [] }];
    const body = suggestionsMessage({ outcome: 'suggestions', suggestions, ranking: [] }, en, {
      pickId: () => 'ask:pick',
      namesArticles: false,
      hasCommand: () => true,
      note: null,
      next: { above: [], buttons: [] },
    });
    expect(actionsOf({ components: body.components ?? [] }).map(({ label }) => label)).toEqual([
      'Entry is free on all days.',
    ]);
  });
});

describe('the definitions', () => {
  const other = packOf('---\ntitle: Other\nsource: S\n---\nSummary.\n\n## A\nText.\n', 'en', 'other');

  it.each([
    ['no article', []],
    ['one article', fair],
    ['two articles', [...fair, other]],
  ])('are ones that Discord takes, with %s', (_, library) => {
    for (const { data } of createCommands(library))
      expect([data.name, checkCommand(data)]).toEqual([data.name, []]);
  });

  it('have every name and description in French', () => {
    const missing: string[] = [];
    const look = (named: Record<string, unknown>, path: string): void => {
      const {
        name,
        description,
        name_localizations: names,
        description_localizations: texts,
        options,
      } = named;
      const here = `${path} ${String(name)}`;
      if (name !== 'fair' && (names as Record<string, string> | undefined)?.['fr'] === undefined)
        missing.push(here);
      if (description !== undefined && (texts as Record<string, string> | undefined)?.['fr'] === undefined)
        missing.push(here);
      for (const option of (options ?? []) as Record<string, unknown>[]) look(option, here);
    };
    for (const { data } of createCommands(fair)) look({ ...data }, '');
    expect(missing).toEqual([]);
  });

  it('of two commands with one name are refused at the start', () => {
    const named = packOf('---\ntitle: T\nsource: S\n---\nSummary.\n\n## A\nText.\n', 'en', 'help');
    expect(() => createCommands([named])).toThrow('Two commands are called "help"');
  });

  it('of commands that pin ask Discord to hide them from those who may not', () => {
    const pinning = createCommands(fair).find(({ data }) => data.name === 'pin');
    expect(pinning?.data.default_member_permissions).toBe(String(1n << 51n));
  });
});
