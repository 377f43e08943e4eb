import { Locale, PermissionFlagsBits, type APIInteraction, type APIMessage } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { DiscordRefusal } from '../../src/discord/refusal.ts';
import { componentInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import type { ArticleQuality } from '../../src/discord/posts/article-quality.ts';
import { endOf, weekOf } from '../../src/discord/reports/weekly-digest.ts';
import { DEFAULT_SETTINGS, type ServerSettings, type Store } from '../../src/store/store.ts';
import { fair } from '../fixtures/fair.ts';
import { asModerator, inDirectMessage, inServer, READING } from '../fixtures/scenes.ts';
import { ownStore, unsteadyStore } from '../fixtures/store.ts';
import { action, actionsOf, bot, isPrivate, violationsOf } from './member.ts';

const managing = { memberPermissions: READING | PermissionFlagsBits.ManageGuild };
const moderator = inServer(managing);
const SERVER = moderator.server?.id ?? '';
const settings = (scene = moderator) => slashInteraction(scene, { name: 'settings' });

const WHO = 'Who sees answers';
const HOW = 'How I answer';
const MENTIONS = 'Mentions';
const POSTS = 'Forum posts';
const TAUGHT = 'What I’m taught';
const HELPERS = 'When I don’t know';
const REPORTS = 'Reports';

const textIn = (messages: readonly APIMessage[]) => messages[0]?.embeds[0]?.description ?? '';

/** A moderator who opens one of the forms. */
async function moderating(
  store = ownStore(),
  scene = moderator,
  quality: ArticleQuality = { kind: 'being measured' },
) {
  const qualities = { now: () => quality, measured: () => Promise.resolve(quality) };
  const { see, open, discord } = bot(fair, { store, qualities });
  const openForm = async (label: string) =>
    open(componentInteraction(scene, action(await see(settings(scene)), label)));
  const saved = async (): Promise<ServerSettings> => (await store.servers.read(SERVER)).settings;
  /** What the message of the settings says once a form was sent off, whatever was posted elsewhere. */
  const said = async (interaction: APIInteraction): Promise<string> => {
    const { messages } = await discord.send(interaction);
    return messages.find(({ change }) => change === 'changed')?.message.content ?? '';
  };
  return { see, open, discord, openForm, saved, said, store };
}

describe('/settings', () => {
  it('shows a moderator alone what holds, in words', async () => {
    const { see } = await moderating();
    const shown = await see(settings());
    expect(isPrivate(shown)).toBe(true);
    expect(violationsOf(shown)).toEqual([]);
    const text = shown.embeds[0]?.description ?? '';
    for (const words of ['Public.', 'Every channel', 'The server’s own', 'Balanced.', 'None', '30 days']) {
      expect(text).toContain(words);
    }
    expect(actionsOf(shown).map(({ label }) => label)).toEqual([
      WHO,
      HOW,
      MENTIONS,
      POSTS,
      TAUGHT,
      HELPERS,
      REPORTS,
    ]);
  });

  it('leaves what another moderator changed in the same form meanwhile', async () => {
    const { see, openForm, saved } = await moderating();
    const mine = await openForm(HOW);
    const theirs = await openForm(HOW);
    await see(theirs.submit(moderator, { keeping: ['0'], confidence: ['careful'] }));
    const after = await see(mine.submit(moderator, { cooldown: ['30'], confidence: ['eager'] }));
    expect(await saved()).toMatchObject({ keepingDays: 0, cooldownSeconds: 30, confidence: 'eager' });
    // Who touched the same is told what it was.
    expect(after.content).toContain('Careful → **Eager**');
  });

  it('changes who sees answers, and says what it was and what it is', async () => {
    const { see, openForm, saved } = await moderating();
    const { submit } = await openForm(WHO);
    const after = await see(
      submit(moderator, { answers: ['private'], channels: ['811', '812'], language: ['fr'] }),
    );
    expect(after.content.split('\n')).toEqual([
      'Saved.',
      'Answers of /ask: Public → **Private**',
      'Channels for public answers: Every channel → **<#811> <#812>**',
      'Language of public replies: The server’s own → **French**',
    ]);
    expect(after.embeds[0]?.description).toContain('Private.');
    expect(violationsOf(after)).toEqual([]);
    expect(await saved()).toEqual({
      ...DEFAULT_SETTINGS,
      publicAnswers: false,
      publicChannels: ['811', '812'],
      locale: 'fr',
    });
  });

  it('changes how it answers, and leaves alone what the other form is about', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, publicChannels: ['811'], locale: 'fr' });
    const { see, openForm, saved } = await moderating(store);
    const { submit } = await openForm(HOW);
    const after = await see(submit(moderator, { confidence: ['eager'], cooldown: ['60'], keeping: ['7'] }));
    expect(after.content).toContain('How sure I must be: Balanced → **Eager**');
    expect(after.content).toContain('Wait between two questions of a member: None → **1 minute**');
    expect(after.content).toContain('Keep what members asked: 30 days → **7 days**');
    expect(await saved()).toEqual({
      ...DEFAULT_SETTINGS,
      publicAnswers: true,
      publicChannels: ['811'],
      locale: 'fr',
      helpersChannel: null,
      confidence: 'eager',
      cooldownSeconds: 60,
      keepingDays: 7,
      digest: null,
      news: null,
    });
  });

  it('answers mentions only where a moderator says so, and in the channels of their choice', async () => {
    const { see, openForm, saved } = await moderating();
    expect(await saved()).toMatchObject({ answersMentions: false });
    const { submit } = await openForm(MENTIONS);
    const after = await see(submit(moderator, { mentions: ['answered'], 'mention-channels': ['811'] }));
    expect(after.content.split('\n')).toEqual([
      'Saved.',
      'Mentions and replies: Not answered → **Answered**',
      'Channels where I answer mentions: Every channel → **<#811>**',
    ]);
    expect(await saved()).toEqual({ ...DEFAULT_SETTINGS, answersMentions: true, mentionChannels: ['811'] });
    const { submit: again } = await openForm(MENTIONS);
    await see(again(moderator, { mentions: ['unanswered'] }));
    expect(await saved()).toMatchObject({ answersMentions: false, mentionChannels: ['811'] });
  });

  it('answers posts only in the forums of a moderator’s choice', async () => {
    const { see, openForm, saved } = await moderating();
    expect(await saved()).toMatchObject({ postForums: [] });
    const { submit } = await openForm(POSTS);
    const after = await see(submit(moderator, { forums: ['814', '815'] }));
    expect(after.content.split('\n')).toEqual([
      'Saved.',
      'Forums where I answer new posts: None → **<#814> <#815>**',
    ]);
    expect(await saved()).toEqual({ ...DEFAULT_SETTINGS, postForums: ['814', '815'] });
    const { submit: again } = await openForm(POSTS);
    await see(again(moderator, { forums: [] }));
    expect(await saved()).toEqual(DEFAULT_SETTINGS);
  });

  it.each<[ArticleQuality, string]>([
    [
      { kind: 'too few', answerable: 12, unanswerable: 3 },
      '⚠️ “The winter fair” answers no posts: it has 12 test questions of its own that it answers, and 3 that it doesn’t cover. It takes 20 and 10 to know that it is right.',
    ],
    [{ kind: 'being measured' }, '“The winter fair” is being measured by its own test questions.'],
    [
      { kind: 'measured', precision: 0.949, wronglyAnswered: 0 },
      '⚠️ “The winter fair” answers no posts: 94% of its answers to its own test questions are right. It takes 95%.',
    ],
    [
      { kind: 'measured', precision: 1, wronglyAnswered: 0.031 },
      '⚠️ “The winter fair” answers no posts: it answers 4% of the test questions that it doesn’t cover. It takes 3% at most.',
    ],
    [
      { kind: 'measured', precision: null, wronglyAnswered: 0 },
      '⚠️ “The winter fair” answers no posts: it is sure of no answer to its own test questions.',
    ],
    [
      { kind: 'measured', precision: 0.98, wronglyAnswered: 0.03 },
      '“The winter fair” answers posts: 98% of its answers to its own test questions are right.',
    ],
  ])('says whether its article answers posts, and why not, with %o', async (quality, words) => {
    const store = ownStore();
    const { see } = await moderating(store, moderator, quality);
    const textOf = async () => (await see(settings())).embeds[0]?.description ?? '';
    expect(await textOf()).not.toContain('The winter fair');
    await store.servers.writeSettings(SERVER, { postForums: ['814'] });
    expect(await textOf()).toContain(words);
  });

  it('takes a channel for helpers once it could write there, and says there what comes', async () => {
    const { see, openForm, saved, said, discord } = await moderating();
    const channel = '810000000000000001';
    discord.refuse(channel, new DiscordRefusal('Missing Access', 50001, 403));
    const { submit } = await openForm(HELPERS);
    const refused = await said(submit(moderator, { helpers: [channel] }));
    expect(refused).toContain(`I can’t write in <#${channel}>`);
    expect(await saved()).toMatchObject({ helpersChannel: null });
    discord.refuse(channel, null);
    expect(await said(submit(moderator, { helpers: [channel] }))).toContain(
      `Channel for helpers: None → **<#${channel}>**`,
    );
    expect(textIn(discord.channel(channel))).toContain('when a member asks for a human');
    expect(await saved()).toMatchObject({ helpersChannel: channel });
    const again = await openForm(HELPERS);
    await see(again.submit(moderator, { helpers: [] }));
    expect(await saved()).toMatchObject({ helpersChannel: null });
  });

  it('takes channels for reports once it could write there, and says there what comes', async () => {
    const { openForm, saved, said, discord } = await moderating();
    const [digests, news] = ['810000000000000001', '810000000000000002'];
    discord.refuse(digests, new DiscordRefusal('Missing Permissions', 50013, 403));
    const { submit } = await openForm(REPORTS);
    const chosen = submit(moderator, { digest: [digests], news: [news] });
    const first = await said(chosen);
    expect(first).toContain(`I can’t write in <#${digests}>`);
    expect(first).toContain(`What changed in the articles: None → **<#${news}>**`);
    expect(first).not.toContain('Weekly digest');
    expect(await saved()).toMatchObject({ digest: null, news: { channelId: news } });
    expect(textIn(discord.channel(news))).toContain('changes in an article within a day');
    discord.refuse(digests, null);
    await said((await openForm(REPORTS)).submit(moderator, { digest: [digests] }));
    expect(textIn(discord.channel(digests))).toMatch(
      /each Monday at 8:00 UTC: what was asked.* The first one comes <t:\d+:F>/,
    );
    expect(await saved()).toMatchObject({ digest: { channelId: digests }, news: { channelId: news } });
    expect(discord.channel(news)).toHaveLength(1);
  });

  it('keeps up with the server’s language when the reports are sent off again', async () => {
    const store = ownStore();
    const kept = { digest: { channelId: '811', locale: 'fr' } };
    await store.servers.writeSettings(SERVER, kept);
    const { see, openForm, saved } = await moderating(store);
    const { submit } = await openForm(REPORTS);
    await see(submit(moderator, {}));
    expect((await saved()).digest).toEqual({ channelId: '811', locale: 'en-US' });
  });

  it.each([
    ['helpers', HELPERS],
    ['digest', REPORTS],
    ['news', REPORTS],
  ])('posts nothing in a channel of another server: %s', async (field, form) => {
    const { openForm, saved, said, discord } = await moderating();
    const foreign = '810000000000000009';
    discord.moveChannel(foreign, '900000000000000002');
    const { submit } = await openForm(form);
    expect(await said(submit(moderator, { [field]: [foreign] }))).toContain(`I can’t write in <#${foreign}>`);
    expect(discord.channel(foreign)).toEqual([]);
    expect(await saved()).toMatchObject({ helpersChannel: null, digest: null, news: null });
  });

  it('opens its forms with what holds now, and says so when nothing is changed', async () => {
    const store = ownStore();
    const chosen: ServerSettings = {
      publicAnswers: false,
      publicChannels: ['811'],
      answersMentions: true,
      mentionChannels: ['812'],
      postForums: ['813'],
      confidence: 'careful',
      cooldownSeconds: 300,
      keepingDays: 90,
      locale: 'en',
      creditAuthors: true,
      nameEditors: true,
      digest: { channelId: '811', locale: 'en-US' },
      news: null,
      helpersChannel: null,
    };
    await store.servers.writeSettings(SERVER, chosen);
    const { see, openForm, saved } = await moderating(store);
    for (const label of [WHO, HOW, MENTIONS, TAUGHT, HELPERS, REPORTS]) {
      const { submit } = await openForm(label);
      const after = await see(submit(moderator, {}));
      expect(after.content).toBe('Nothing was changed.');
    }
    expect(await saved()).toEqual(chosen);
  });

  it('shows answers in every channel again with one button', async () => {
    const store = ownStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, publicChannels: ['811', '812'] });
    const { see, saved } = await moderating(store);
    const shown = await see(settings());
    const after = await see(componentInteraction(moderator, action(shown, 'Show answers in every channel')));
    expect(after.content).toContain('<#811> <#812> → **Every channel**');
    expect(actionsOf(after).map(({ label }) => label)).toEqual([
      WHO,
      HOW,
      MENTIONS,
      POSTS,
      TAUGHT,
      HELPERS,
      REPORTS,
    ]);
    expect((await saved()).publicChannels).toEqual([]);
  });

  it('takes a channel for the weekly digest, in the server’s own language, and lets go of it', async () => {
    const french = inServer({ ...managing, serverLocale: Locale.French });
    const { see, openForm, saved, said, discord } = await moderating(ownStore(), french);
    const { submit } = await openForm(REPORTS);
    expect(await said(submit(french, { digest: ['811'] }))).toContain(
      'Weekly digest for moderators: None → **<#811>**',
    );
    expect(textIn(discord.channel('811'))).toContain('chaque lundi à 8 h UTC');
    expect((await saved()).digest).toEqual({ channelId: '811', locale: 'fr' });
    const again = await openForm(REPORTS);
    expect(JSON.stringify(again.modal)).toContain('811');
    await see(again.submit(french, { digest: [] }));
    expect((await saved()).digest).toBeNull();
  });

  it('shows the next digest as it stands, and says where Discord refuses it', async () => {
    const store = ownStore();
    const digest = { channelId: '811', locale: 'fr' };
    await store.servers.writeSettings(SERVER, { digest });
    const { see } = await moderating(store);
    const shown = await see(settings());
    expect(shown.embeds[0]?.description).toContain('**Weekly digest for moderators**\n<#811>');
    expect(shown.embeds[0]?.description).not.toContain('⚠️');
    const preview = async () => see(componentInteraction(moderator, action(shown, 'Show the digest')));
    expect((await preview()).content).toContain('nothing to say');
    // In the week that the next one tells of. On a Monday morning, that is the week before.
    const at = endOf(weekOf(Date.now())) - 7 * 3_600_000;
    await store.questions.record(SERVER, { text: 'zebras', locale: 'en', outcome: 'none', at });
    const now = await preview();
    expect(isPrivate(now)).toBe(true);
    expect(now.content).toMatch(/next digest as it stands. I post it <t:\d+:F>/);
    expect(now.embeds[0]?.description).toContain('- zebras · posée une fois');

    await store.digests.begin(1);
    await store.digests.postpone(SERVER, 1, '811');
    expect((await see(settings())).embeds[0]?.description).toContain(
      '<#811>\n⚠️ Discord didn’t let me post there',
    );
    await store.servers.writeSettings(SERVER, { digest: { ...digest, channelId: '812' } });
    expect((await see(settings())).embeds[0]?.description).not.toContain('⚠️');
  });

  it('deletes at once what was kept when nothing is to be kept any more', async () => {
    const store = ownStore();
    await store.questions.record(SERVER, { text: 'Why?', locale: 'en', outcome: 'none', at: Date.now() });
    const { see, openForm } = await moderating(store);
    const { submit } = await openForm(HOW);
    const after = await see(submit(moderator, { keeping: ['0'] }));
    expect(after.content).toContain('30 days → **Not at all**');
    expect(after.content).toContain('The questions that were kept are deleted.');
    expect(await store.questions.countWaiting(SERVER)).toBe(0);
  });

  it('keeps the last of two moderators’ choices where both change the same, and both where they don’t', async () => {
    const { see, openForm, saved } = await moderating();
    const [one, other, third] = [await openForm(HOW), await openForm(HOW), await openForm(WHO)];
    await see(one.submit(moderator, { confidence: ['careful'] }));
    await see(third.submit(moderator, { answers: ['private'] }));
    const last = await see(other.submit(moderator, { confidence: ['eager'] }));
    // It says what was there when it was sent off, not what its form showed.
    expect(last.content).toContain('Careful → **Eager**');
    expect(await saved()).toMatchObject({ confidence: 'eager', publicAnswers: false });
  });

  it('keeps both of two forms that are saved at the very same time', async () => {
    const store = ownStore();
    let inBetween: () => Promise<unknown> = () => Promise.resolve();
    const servers: Store['servers'] = {
      read: (id) => store.servers.read(id),
      removed: (id, at) => store.servers.removed(id, at),
      present: (id) => store.servers.present(id),
      removedBefore: (at) => store.servers.removedBefore(at),
      kept: () => store.servers.kept(),
      purge: (id) => store.servers.purge(id),
      writeSettings: async (id, changed) => {
        const run = inBetween;
        inBetween = () => Promise.resolve();
        await run();
        await store.servers.writeSettings(id, changed);
      },
    };
    const [one, other] = [await moderating({ ...store, servers }), await moderating(store)];
    const [who, how] = [await one.openForm(WHO), await other.openForm(HOW)];
    inBetween = () => other.see(how.submit(moderator, { keeping: ['0'] }));
    await one.see(who.submit(moderator, { answers: ['private'] }));
    expect(await one.saved()).toMatchObject({ keepingDays: 0, publicAnswers: false });
  });

  it('takes effect at the next question', async () => {
    const { see, openForm } = await moderating();
    const { submit } = await openForm(WHO);
    await see(submit(moderator, { language: ['fr'] }));
    const answer = await see(
      slashInteraction(inServer(), { name: 'ask', values: { question: 'parking ?' } }),
    );
    expect(actionsOf(answer).map(({ label }) => label)).toContain('Section entière');
  });

  it('never saves a language, a channel or a level that can not be', async () => {
    const { see, openForm, saved } = await moderating();
    await see(
      (await openForm(WHO)).submit(moderator, { language: ['not a language'], channels: ['not a channel'] }),
    );
    await see((await openForm(HOW)).submit(moderator, { confidence: ['reckless'], keeping: ['3650'] }));
    expect(await saved()).toEqual(DEFAULT_SETTINGS);
  });

  it('speaks French', async () => {
    const scene = inServer({ ...managing, locale: Locale.French });
    const { see, open } = await moderating();
    const shown = await see(settings(scene));
    expect(shown.embeds[0]?.description).toContain('**À quel point je dois être sûr**\nÉquilibré.');
    const { submit } = await open(componentInteraction(scene, action(shown, 'Qui voit les réponses')));
    const after = await see(submit(scene, { language: ['en'] }));
    expect(after.content).toContain('Langue des réponses publiques : Celle du serveur → **anglais**');
  });
});

describe('nobody changes the settings', () => {
  const NEEDED = 'You need this permission in this channel: **Manage Server**.';

  it('without the permission, be it gone since the form was opened', async () => {
    const { see, open, openForm, saved } = await moderating();
    expect((await see(settings(inServer()))).content).toBe(NEEDED);
    const shown = await see(settings());
    const press = componentInteraction(inServer(), action(shown, HOW));
    await expect(open(press)).rejects.toThrow(NEEDED);
    const { submit } = await openForm(HOW);
    expect((await see(submit(inServer(), { confidence: ['eager'] }))).content).toBe(NEEDED);
    expect(await saved()).toEqual(DEFAULT_SETTINGS);
  });

  it('outside of a server that has added the bot', async () => {
    const { see } = await moderating();
    for (const scene of [inDirectMessage(), asModerator({ ...managing, botIsMember: false })]) {
      expect((await see(settings(scene))).content).toContain('only in a server that has added me');
    }
  });

  it('while the database is away: it says so at each step, and shows no defaults to save by mistake', async () => {
    const store = unsteadyStore();
    await store.servers.writeSettings(SERVER, { ...DEFAULT_SETTINGS, confidence: 'careful' });
    const { see, open, openForm, saved } = await moderating(store);
    const shown = await see(settings());
    const { submit } = await openForm(HOW);
    store.away = true;
    expect((await see(settings())).content).toContain('I can’t reach my database');
    await expect(open(componentInteraction(moderator, action(shown, HOW)))).rejects.toThrow('my database');
    expect((await see(submit(moderator, { cooldown: ['10'] }))).content).toContain('my database');
    store.away = false;
    expect(await saved()).toMatchObject({ confidence: 'careful', cooldownSeconds: 0 });
  });
});
