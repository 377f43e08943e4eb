import { SlashCommandBuilder } from 'discord.js';
import {
  InteractionResponseType,
  InteractionType,
  Locale,
  MessageFlags,
  type APIInteraction,
  type APIInteractionResponse,
} from 'discord-api-types/v10';
import { beforeEach, describe, expect, it } from 'vitest';
import { createAppContext } from '../../src/cli/app-context.ts';
import type { DiscordApi, MessageBody, Responder } from '../../src/discord/api.ts';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import type { Command, Reply } from '../../src/discord/command.ts';
import { createDispatcher, type AppContext } from '../../src/discord/dispatch.ts';
import { notice } from '../../src/discord/render/message.ts';
import { UserError } from '../../src/discord/user-error.ts';
import {
  autocompleteInteraction,
  componentInteraction,
  messageOf,
  slashInteraction,
  userOf,
} from '../../src/playground/interactions.ts';
import { fair } from '../fixtures/fair.ts';
import { recordedLog } from '../fixtures/log.ts';
import { ownStore } from '../fixtures/store.ts';
import { inServer } from '../fixtures/scenes.ts';

type Sent =
  | { readonly did: 'respond'; readonly response: APIInteractionResponse }
  | { readonly did: 'edit'; readonly body: MessageBody }
  | { readonly did: 'delete' }
  | { readonly did: 'follow up'; readonly body: MessageBody; readonly private: boolean };

/** Takes down what is sent; `refuse` throws instead, once for each entry. */
function recorder(refuse: readonly (DiscordRefusal | null)[] = []) {
  const sent: Sent[] = [];
  const coming = [...refuse];
  const take = async (one: Sent) => {
    const refusal = coming.shift() ?? null;
    if (refusal !== null) throw refusal;
    sent.push(one);
  };
  const responder: Responder = {
    respond: (response) => take({ did: 'respond', response }),
    editOriginal: (body) => take({ did: 'edit', body }),
    deleteOriginal: () => take({ did: 'delete' }),
    followUp: (body, { private: privately }) => take({ did: 'follow up', body, private: privately }),
  };
  return { sent, responder };
}

const nothingOnDiscord: DiscordApi = {
  createMessage: () => Promise.reject(new Error('not here')),
  editMessage: () => Promise.reject(new Error('not here')),
  readMessage: () => Promise.reject(new Error('not here')),
  messagesAfter: () => Promise.reject(new Error('not here')),
  serverOfChannel: () => Promise.reject(new Error('not here')),
  threadParent: () => Promise.reject(new Error('not here')),
  deleteMessage: () => Promise.reject(new Error('not here')),
  pinMessage: () => Promise.reject(new Error('not here')),
  unpinMessage: () => Promise.reject(new Error('not here')),
  listPins: () => Promise.reject(new Error('not here')),
  channelIsGone: () => Promise.reject(new Error('not here')),
  readForum: () => Promise.reject(new Error('not here')),
  readServerRoles: () => Promise.reject(new Error('not here')),
  memberRoles: () => Promise.reject(new Error('not here')),
  readPost: () => Promise.reject(new Error('not here')),
  tagPost: () => Promise.reject(new Error('not here')),
  openDirectMessage: () => Promise.reject(new Error('not here')),
  download: () => Promise.reject(new Error('not here')),
};

let lines: string[] = [];

async function dispatch(
  interaction: APIInteraction,
  probe: Partial<Command>,
  options: { deferAfter?: number; abortAfter?: number; refuse?: readonly (DiscordRefusal | null)[] } = {},
): Promise<readonly Sent[]> {
  const recorded = recordedLog('info');
  lines = recorded.lines;
  const command: Command = {
    data: new SlashCommandBuilder().setName('probe').setDescription('For this test').toJSON(),
    repliesPrivately: () => false,
    execute: () => said('Done.'),
    ...probe,
  };
  const context: AppContext = { ...createAppContext(fair), commands: [command] };
  const { refuse, ...times } = options;
  const { sent, responder } = recorder(refuse);
  const dispatcher = createDispatcher({
    context: () => context,
    discord: nothingOnDiscord,
    store: ownStore(),
    log: recorded.log,
    ...times,
  });
  await dispatcher.dispatch(interaction, responder);
  return sent;
}

function said(text: string, privately = false): Reply {
  return { kind: 'message', body: notice(text), private: privately };
}

const slash = (locale = Locale.EnglishUS) => slashInteraction(inServer({ locale }), { name: 'probe' });

const press = (customId = 'probe:press') =>
  componentInteraction(inServer(), {
    customId,
    message: messageOf({ channelId: '1', author: userOf('2', 'Footnote'), body: {} }),
  });

/** Later than any deadline in these tests, but not endless. */
const slowly = <T>(value: T) => new Promise<T>((resolve) => setTimeout(resolve, 60, value));

beforeEach(() => {
  lines = [];
});

describe('a quick handler', () => {
  it('is answered with one response, public or private as it says', async () => {
    expect(await dispatch(slash(), {})).toMatchObject([
      { did: 'respond', response: { type: InteractionResponseType.ChannelMessageWithSource } },
    ]);
    const [sent] = await dispatch(slash(), { execute: () => said('Psst.', true) });
    expect(sent).toMatchObject({ response: { data: { content: 'Psst.', flags: MessageFlags.Ephemeral } } });
  });

  it('of a button may change the message that carries it', async () => {
    const components = { press: () => ({ kind: 'update', body: notice('Changed.') }) as const };
    expect(await dispatch(press(), { components })).toMatchObject([
      { response: { type: InteractionResponseType.UpdateMessage, data: { content: 'Changed.' } } },
    ]);
  });
});

describe('a slow handler', () => {
  const slowTimes = { deferAfter: 5 };

  it('is deferred as visibly as its reply will be', async () => {
    const publicly = await dispatch(slash(), { execute: () => slowly(said('Late.')) }, slowTimes);
    expect(publicly).toEqual([
      { did: 'respond', response: { type: InteractionResponseType.DeferredChannelMessageWithSource } },
      { did: 'edit', body: notice('Late.') },
    ]);
    const privately = await dispatch(
      slash(),
      { repliesPrivately: () => true, execute: () => slowly(said('Late.', true)) },
      slowTimes,
    );
    expect(privately).toMatchObject([
      { response: { data: { flags: MessageFlags.Ephemeral } } },
      { did: 'edit', body: { content: 'Late.' } },
    ]);
  });

  it('that turns out private after a public deferral is not shown to all', async () => {
    const sent = await dispatch(slash(), { execute: () => slowly(said('Only you.', true)) }, slowTimes);
    expect(sent).toMatchObject([
      { did: 'respond' },
      { did: 'delete' },
      { did: 'follow up', private: true, body: { content: 'Only you.' } },
    ]);
  });

  it('of a button is deferred in silence', async () => {
    const components = {
      press: () => slowly(said('New.', true)),
      change: () => slowly({ kind: 'update', body: notice('Changed.') } as const),
    };
    expect(await dispatch(press(), { components }, slowTimes)).toMatchObject([
      { response: { type: InteractionResponseType.DeferredMessageUpdate } },
      { did: 'follow up', private: true },
    ]);
    expect(await dispatch(press('probe:change'), { components }, slowTimes)).toMatchObject([
      { response: { type: InteractionResponseType.DeferredMessageUpdate } },
      { did: 'edit', body: { content: 'Changed.' } },
    ]);
  });

  it('that never ends gets an apology in the end', async () => {
    const endless = () => new Promise<Reply>(() => undefined);
    const sent = await dispatch(slash(), { execute: endless }, { deferAfter: 5, abortAfter: 15 });
    expect(sent).toMatchObject([
      { did: 'respond' },
      { did: 'delete' },
      { did: 'follow up', private: true, body: { content: expect.stringContaining('took too long') } },
    ]);
  });

  it('whose reply Discord refuses gets an apology', async () => {
    const refuse = [null, new DiscordRefusal('Invalid Form Body', 50035, 400)];
    const sent = await dispatch(slash(), { execute: () => slowly(said('Bad.')) }, { ...slowTimes, refuse });
    expect(sent.at(-1)).toMatchObject({
      did: 'follow up',
      body: { content: expect.stringContaining('Sorry') },
    });
  });
});

describe('a deferral of which nothing is heard', () => {
  const acknowledged = new DiscordRefusal('Interaction has already been acknowledged.', 40060, 400);
  const unheard = new DiscordRefusal('Discord could not be reached (ECONNRESET).', 0, 0);

  it.each([
    ['because the client had to send it twice', [acknowledged]],
    ['though it came through', [unheard, acknowledged]],
  ])('%s, does not cost the answer', async (_, refuse) => {
    const sent = await dispatch(slash(), { execute: () => slowly(said('Late.')) }, { deferAfter: 5, refuse });
    expect(sent).toEqual([{ did: 'edit', body: notice('Late.') }]);
  });

  it('leaves private what is private', async () => {
    const execute = () => slowly(said('Only you.', true));
    const sent = await dispatch(slash(), { execute }, { deferAfter: 5, refuse: [acknowledged] });
    expect(sent).toMatchObject([{ did: 'delete' }, { did: 'follow up', private: true }]);
  });
});

describe('a handler that fails', () => {
  it.each([
    [
      'at once',
      () => {
        throw new Error('broken');
      },
    ],
    ['later', () => Promise.reject(new Error('broken'))],
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- anything may be thrown
    ['with something that is no error', () => Promise.reject('broken')],
  ])('%s, gets an apology with a reference that stands in the log', async (_, execute) => {
    const [sent] = await dispatch(slash(), { execute });
    const text = JSON.stringify(sent);
    const [, reference] = /`([0-9a-f]{8})`/.exec(text) ?? [];
    expect(text).toContain('Sorry');
    expect(lines.find((line) => line.includes(`"reference":"${reference}"`))).toContain('broken');
    expect(text).not.toContain('broken');
  });

  it('for a reason that the member can act on, says it in the member’s language', async () => {
    const execute = () => {
      throw new UserError('gone', (texts) => texts.reading.gone);
    };
    const [sent] = await dispatch(slash(Locale.French), { execute });
    expect(sent).toMatchObject({
      response: {
        data: { content: expect.stringContaining('plus dans l’article'), flags: MessageFlags.Ephemeral },
      },
    });
  });

  it('before it can even run, still gets an apology', async () => {
    const broken = { ...slash(), app_permissions: 'not a number' };
    const [sent] = await dispatch(broken, {});
    expect(sent).toMatchObject({ response: { data: { content: expect.stringContaining('Sorry') } } });
  });

  it('while suggesting, suggests nothing', async () => {
    const typing = autocompleteInteraction(inServer(), {
      name: 'probe',
      focused: 'x',
      typed: 'secret words',
    });
    const autocomplete = () => {
      throw new Error('broken');
    };
    expect(await dispatch(typing, { autocomplete })).toMatchObject([{ response: { data: { choices: [] } } }]);
    expect(lines.join('')).not.toContain('secret words');
  });
});

describe('what Discord says is over', () => {
  it.each([10062, 40060])('with code %i is logged and not tried again', async (code) => {
    const refuse = [new DiscordRefusal('gone', code, 404)];
    expect(await dispatch(slash(), {}, { refuse })).toEqual([]);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`"code":${code}`);
  });
});

describe('what nobody handles', () => {
  it('gets a reply: an unknown modal', async () => {
    const modal = {
      ...press(),
      type: InteractionType.ModalSubmit,
      data: { custom_id: 'x:y', components: [] },
    };
    // Built by hand: no command of ours has a modal.
    const [sent] = await dispatch(modal as unknown as APIInteraction, {});
    expect(sent).toMatchObject({ response: { data: { content: expect.stringContaining('older version') } } });
  });

  it('gets a pong: a ping', async () => {
    const ping = { ...slash(), type: InteractionType.Ping } as unknown as APIInteraction;
    expect(await dispatch(ping, {})).toMatchObject([{ response: { type: InteractionResponseType.Pong } }]);
  });

  it('and more than 25 suggestions are cut', async () => {
    const typing = autocompleteInteraction(inServer(), { name: 'probe', focused: 'x', typed: '' });
    const choices = Array.from({ length: 40 }, (_, at) => ({ name: `n${at}`, value: `v${at}` }));
    const [sent] = await dispatch(typing, { autocomplete: () => choices });
    expect(sent).toMatchObject({ response: { data: { choices: choices.slice(0, 25) } } });
  });
});
