import { Locale } from 'discord-api-types/v10';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandRequest } from '../../src/discord/command.ts';
import { createServerStates } from '../../src/discord/server-states.ts';
import { autocompleteInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import {
  DEFAULT_SETTINGS,
  StoreUnavailable,
  type ServerSettings,
  type ServerState,
} from '../../src/store/store.ts';
import { recordedLog } from '../fixtures/log.ts';
import { inDirectMessage, inServer } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { closeRigs, later, press, said, startRig } from './rig.ts';

afterEach(closeRigs);

const SERVER = inServer().server?.id ?? '';
const slash = (scene = inServer()) => slashInteraction(scene, { name: 'probe' });
const chosen: ServerSettings = { ...DEFAULT_SETTINGS, confidence: 'careful', locale: 'fr' };

/** Says which settings and language the handler saw. */
const execute = ({ settings, publicTexts, publicLocale, knowledgeRevision }: CommandRequest) =>
  said(`${settings.confidence} ${publicLocale} ${publicTexts.reading.next} ${knowledgeRevision}`);

describe('what a server chose', () => {
  it('is there for each handler at once, and its language is that of public replies', async () => {
    const store = ownStore();
    const rig = await startRig({ execute }, { store });
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'balanced en Next 0' } }]);
    await store.servers.writeSettings(SERVER, chosen);
    await store.knowledge.addUncoveredTopics(SERVER, [{ locale: 'en', question: 'Why?' }], 1);
    const [answer] = await rig.send(slash());
    expect(answer).toMatchObject({ message: { content: expect.stringMatching(/^careful fr Suivant \d+$/) } });
    expect(answer).not.toMatchObject({ message: { content: 'careful fr Suivant 0' } });
  });

  it('is read once for each who does something, whether it was read lately or long ago', async () => {
    let reads = 0;
    let time = 0;
    const store = ownStore();
    const read = (id: string) => {
      reads += 1;
      return store.servers.read(id);
    };
    const counted = { ...store, servers: { ...store.servers, read } };
    const rig = await startRig({ execute }, { store: counted, now: () => time });
    await rig.send(slash());
    expect(reads).toBe(1);
    await rig.send(slash());
    expect(reads).toBe(2);
    time += 60_000;
    await rig.send(slash());
    expect(reads).toBe(3);
  });

  it('is what it was when somebody asked, though another had begun to read it before', async () => {
    const store = ownStore();
    const first = later<ServerState>();
    const reads = [() => first.promise];
    const read = (id: string) => (reads.shift() ?? (() => store.servers.read(id)))();
    const rig = await startRig({ execute }, { store: { ...store, servers: { ...store.servers, read } } });
    const early = await store.servers.read(SERVER);
    const one = rig.send(slash());
    await store.servers.writeSettings(SERVER, chosen);
    const other = rig.send(slash());
    first.give(early);
    expect(await one).toMatchObject([{ message: { content: 'balanced en Next 0' } }]);
    expect(await other).toMatchObject([{ message: { content: 'careful fr Suivant 0' } }]);
  });

  it('does not hold in a direct message, nor where the bot is no member', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, chosen);
    const rig = await startRig({ execute }, { store });
    const elsewhere = inServer({ botIsMember: false });
    for (const scene of [inDirectMessage(), elsewhere]) {
      expect(await rig.send(slash(scene))).toMatchObject([{ message: { content: 'balanced en Next 0' } }]);
    }
  });

  it('leaves what only the member sees in the member’s language', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, chosen);
    const rig = await startRig({ execute: ({ texts }) => said(texts.reading.next, true) }, { store });
    const british = inServer({ locale: Locale.EnglishGB });
    expect(await rig.send(slash(british))).toMatchObject([{ message: { content: 'Next' } }]);
  });
});

describe('a database that is away', () => {
  it('keeps nobody from an answer: the last settings go on, with one line in the log', async () => {
    const store = unsteadyStore();
    await store.servers.writeSettings(SERVER, chosen);
    const rig = await startRig({ execute }, { store });
    const before = await rig.send(slash());
    store.away = true;
    const during = [await rig.send(slash()), await rig.send(slash())];
    expect(during.map(([answer]) => answer)).toEqual([before[0], before[0]]);
    const warnings = () => rig.lines.filter((line) => line.includes('last known'));
    expect(warnings()).toHaveLength(1);
    store.away = false;
    await rig.send(slash());
    store.away = true;
    await rig.send(slash());
    expect(warnings()).toHaveLength(2);
  });

  it('from the start on means the defaults, but for who sees answers', async () => {
    const store = unsteadyStore();
    store.away = true;
    const rig = await startRig({ execute }, { store });
    expect(await rig.send(slash())).toMatchObject([{ message: { content: 'balanced en Next 0' } }]);
  });

  it.each([
    [Locale.EnglishUS, 'I can’t reach my database right now; nothing was changed.'],
    [Locale.French, 'Je n’arrive pas à joindre ma base de données ; rien n’a été modifié.'],
  ])('is said in private by what needs it, in %s', async (locale, text) => {
    const store = unsteadyStore();
    store.away = true;
    const save = async ({ store: given }: Pick<CommandRequest, 'store'>) => {
      await given.servers.writeSettings(SERVER, chosen);
      return said('Saved.');
    };
    const rig = await startRig({ execute: save, components: { press: save } }, { store });
    const scene = inServer({ locale });
    const told = { type: 4, message: { flags: 64, content: expect.stringContaining(text) } };
    expect(await rig.send(slash(scene))).toMatchObject([told]);
    expect(await rig.send(press('probe:press', scene))).toMatchObject([told]);
    expect(rig.lines.filter((line) => line.includes('the database is away'))).toHaveLength(2);
    store.away = false;
    expect(await rig.send(slash(scene))).toMatchObject([{ message: { content: 'Saved.' } }]);
  });

  it('that neither answers nor fails is not waited for', async () => {
    const { log, lines } = recordedLog();
    const never = { read: () => later<ServerState>().promise };
    const states = createServerStates(never, log, () => 0, 5);
    expect(await states.begin().current('1')).toMatchObject({
      settings: { publicAnswers: false, keepingDays: 30 },
    });
    expect(lines.join('')).toContain('The database took longer than 5 ms.');
  });
});

describe('while somebody types', () => {
  it('the database is asked every few seconds at most, whether it answers or not', async () => {
    let reads = 0;
    let time = 0;
    let away = false;
    const store = ownStore();
    const servers = {
      ...store.servers,
      read: (id: string) => {
        reads += 1;
        return away ? Promise.reject(new StoreUnavailable('away')) : store.servers.read(id);
      },
    };
    const autocomplete = ({ settings }: CommandRequest) => [
      { name: settings.confidence, value: settings.confidence },
    ];
    const rig = await startRig({ autocomplete }, { store: { ...store, servers }, now: () => time });
    const typing = () => autocompleteInteraction(inServer(), { name: 'probe', focused: 'x', typed: 'a' });
    await Promise.all([rig.send(typing()), rig.send(typing()), rig.send(typing())]);
    await rig.send(typing());
    expect(reads).toBe(1);
    time += 10_000;
    away = true;
    for (const _ of [1, 2, 3]) {
      expect(await rig.send(typing())).toMatchObject([{ choices: [{ value: 'balanced' }] }]);
    }
    expect(reads).toBe(2);
  });
});
