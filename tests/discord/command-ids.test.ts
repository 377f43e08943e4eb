import { ApplicationCommandType, Locale, type APIInteraction } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import { createCommandIds } from '../../src/discord/command-ids.ts';
import { nameCommands } from '../../src/discord/command-names.ts';
import { autocompleteInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';

const { commands } = createAppContext(fair);
const definitions = commands.map(({ data }) => data);
const MINUTE = 60_000;
const HERE = inServer().server?.id ?? '';

type Listed = Readonly<Record<string, readonly unknown[]>>;

/** A bot to which Discord tells `listed`, by server (or `everywhere`), and what it calls a command. */
function rig(listed: Listed | null = {}) {
  let time = 0;
  let told: Listed | null = listed;
  const asked: string[] = [];
  const { log, lines } = recordedLog();
  const ids = createCommandIds({
    list: async (_, serverId) => {
      asked.push(serverId ?? 'everywhere');
      if (told === null) throw new Error('Discord is away');
      return told[serverId ?? 'everywhere'] ?? [];
    },
    log,
    now: () => time,
  });
  return {
    asked,
    lines,
    pass: (milliseconds: number) => (time += milliseconds),
    tell: (now: Listed | null) => (told = now),
    see: async (interaction: APIInteraction) => {
      ids.see(interaction, definitions);
      await new Promise(setImmediate);
    },
    called: (path: string, serverId: string | null = HERE, locale = 'en-US') =>
      nameCommands(definitions, (one) => ids.find(one, serverId))(path, locale),
  };
}

const registered = (ids: Readonly<Record<string, string>>, only: readonly string[] = Object.keys(ids)) =>
  definitions
    .filter(({ name }) => only.includes(name))
    .map((definition) => ({ ...definition, id: ids[definition.name] ?? '0' }));

const ask = (id: string, scene = inServer()) =>
  slashInteraction(scene, { id, name: 'ask', values: { question: 'When?' } });
const review = (id: string) => slashInteraction(inServer(), { id, name: 'faq', subcommand: 'review' });

/** A command that one server alone has. */
function ofServer(interaction: ReturnType<typeof ask>, serverId = HERE): APIInteraction {
  if (interaction.data.type !== ApplicationCommandType.ChatInput) throw new Error('not a slash command');
  return { ...interaction, data: { ...interaction.data, guild_id: serverId } };
}

describe('a command that a text names', () => {
  it('is its name in the text’s language as long as nobody knows its id', () => {
    const { called } = rig();
    expect(called('faq review')).toBe('`/faq review`');
    expect(called('faq review', HERE, 'fr')).toBe('`/faq revue`');
    expect(called('gone', HERE, 'fr')).toBe('`/gone`');
  });

  it('can be clicked once somebody used it, and what Discord tells of the others is learnt meanwhile', async () => {
    const { see, called } = rig({ everywhere: registered({ ask: '11', faq: '12', fair: '13' }) });
    await see(ask('11'));
    expect(called('ask')).toBe('</ask:11>');
    expect(called('faq review', HERE, 'fr')).toBe('</faq review:12>');
    expect(called('fair contents', null)).toBe('</fair contents:13>');
    expect(called('settings')).toBe('`/settings`');
  });

  it('can be clicked as soon as somebody types it', async () => {
    const { see, called } = rig();
    const typing = { id: '11', name: 'ask', focused: 'question', typed: 'wh' };
    await see(ask('10'));
    await see(autocompleteInteraction(inServer(), typing));
    expect(called('ask')).toBe('</ask:11>');
  });

  it('is no link where Discord doesn’t have it yet, such as a new subcommand', async () => {
    const [faq] = registered({ faq: '12' });
    const old = { ...faq, options: [{ type: 1, name: 'review', description: 'Old' }] };
    const { see, called } = rig({ everywhere: [old] });
    await see(review('12'));
    expect(called('faq review')).toBe('</faq review:12>');
    expect(called('faq add')).toBe('`/faq add`');
  });

  it('gets the id of the command that was made anew, with all that is within it', async () => {
    const { see, called, tell, pass } = rig({ everywhere: registered({ ask: '11', faq: '12' }) });
    await see(ask('11'));
    tell(null);
    pass(2 * MINUTE);
    await see(review('22'));
    expect(called('faq review')).toBe('</faq review:22>');
    expect(called('faq add')).toBe('`/faq add`');
    tell({ everywhere: registered({ ask: '11', faq: '22' }) });
    pass(60 * MINUTE);
    await see(ask('11'));
    expect(called('faq add')).toBe('</faq add:22>');
  });

  it('loses the id of a command that Discord no longer has', async () => {
    const { see, called, tell, pass } = rig({ everywhere: registered({ ask: '11', faq: '12' }) });
    await see(ask('11'));
    tell({ everywhere: registered({ ask: '11' }) });
    pass(60 * MINUTE);
    await see(ask('11'));
    expect(called('faq review')).toBe('`/faq review`');
    expect(called('ask')).toBe('</ask:11>');
  });
});

describe('a server’s own commands', () => {
  it('are named there alone', async () => {
    const { see, called } = rig({
      everywhere: registered({ ask: '11' }),
      [HERE]: registered({ ask: '31', faq: '32' }),
    });
    await see(ofServer(ask('31')));
    expect(called('ask')).toBe('</ask:31>');
    expect(called('faq review')).toBe('</faq review:32>');
    expect(called('ask', 'elsewhere')).toBe('</ask:11>');
    expect(called('faq review', null)).toBe('`/faq review`');
  });

  it('give way to everybody’s where somebody uses that one', async () => {
    const { see, called } = rig({ everywhere: registered({ ask: '11' }), [HERE]: registered({ ask: '31' }) });
    await see(ofServer(ask('31')));
    await see(ask('11'));
    expect(called('ask')).toBe('</ask:11>');
  });
});

describe('Discord', () => {
  it('is asked once, and then each hour at most while nothing is missing', async () => {
    const all = registered(Object.fromEntries(definitions.map(({ name }, at) => [name, `1${at}`])));
    const { see, asked, pass } = rig({ everywhere: all });
    const own = all.find(({ name }) => name === 'ask')?.id ?? '';
    for (let time = 0; time < 59; time += 1) {
      // oxlint-disable-next-line no-await-in-loop
      await see(ask(own, time % 2 === 0 ? inServer() : inDirectMessage()));
      pass(MINUTE);
    }
    expect(asked).toEqual(['everywhere']);
    pass(MINUTE);
    await see(ask(own));
    expect(asked).toHaveLength(2);
  });

  it('may be away: what is known stays, and it is asked again later', async () => {
    const { see, called, asked, tell, pass, lines } = rig(null);
    await see(ask('11'));
    expect(called('ask')).toBe('</ask:11>');
    expect(lines.join('')).toContain('could not read the ids of the commands');
    tell({ everywhere: registered({ ask: '11', faq: '12' }) });
    await see(ask('11'));
    expect(asked).toHaveLength(1);
    pass(10 * MINUTE);
    await see(ask('11'));
    expect(called('faq review')).toBe('</faq review:12>');
  });

  it('can’t be asked without a token: then interactions alone tell', async () => {
    const { log } = recordedLog();
    const ids = createCommandIds({ list: null, log });
    await ids.refresh('1');
    ids.see(review('12'), definitions);
    expect(ids.find('faq review', null)).toBe('12');
    expect(ids.find('faq add', null)).toBeNull();
  });
});

describe('in a language that the bot lacks', () => {
  it('a command has its English name', () => {
    expect(rig().called('faq review', HERE, Locale.German)).toBe('`/faq review`');
  });
});
