import { z } from 'zod';
import type { Locale } from '../content/pack.ts';

export const CONFIDENCE_LEVELS = ['careful', 'balanced', 'eager'] as const;
export type ConfidenceLevel = (typeof CONFIDENCE_LEVELS)[number];

/** 0: the text of questions is not kept. */
export const KEEPING_DAYS = [0, 7, 30, 90] as const;
export type KeepingDays = (typeof KEEPING_DAYS)[number];

/** A channel that the bot posts reports to. */
export interface ReportChannel {
  readonly channelId: string;
  /** The server's own language when the channel was chosen, as Discord names it: nobody tells it when a report is due. */
  readonly locale: string;
}

export interface ServerSettings {
  /** Whether `/ask` answers publicly where nobody said otherwise. */
  readonly publicAnswers: boolean;
  /** Channels where `/ask` answers publicly; everywhere where it is empty. */
  readonly publicChannels: readonly string[];
  /** Whether messages that mention the bot, or reply to it, are answered. */
  readonly answersMentions: boolean;
  /** Channels where they are; everywhere where it is empty. */
  readonly mentionChannels: readonly string[];
  /** Forums whose new posts are answered where that is sure; none where it is empty. */
  readonly postForums: readonly string[];
  readonly confidence: ConfidenceLevel;
  /** How long a member has to wait between two questions. 0: not at all. */
  readonly cooldownSeconds: number;
  readonly keepingDays: KeepingDays;
  /** For public replies; null for the server's own. */
  readonly locale: Locale | null;
  /** Whether an entry that is taught from a message names whoever wrote it. */
  readonly creditAuthors: boolean;
  /** Whether an entry's history says which moderator changed it. */
  readonly nameEditors: boolean;
  /** Where members' questions go that ask for a human; null where they go nowhere. */
  readonly helpersChannel: string | null;
  /** Where the weekly digest goes; null where there is none. */
  readonly digest: ReportChannel | null;
  /** Where it is told what changed in the articles; null where it isn't. */
  readonly news: ReportChannel | null;
}

export type SettingName = keyof ServerSettings;

/** Of a server that changed nothing. */
export const DEFAULT_SETTINGS: ServerSettings = {
  publicAnswers: true,
  publicChannels: [],
  answersMentions: false,
  mentionChannels: [],
  postForums: [],
  confidence: 'balanced',
  cooldownSeconds: 0,
  keepingDays: 30,
  locale: null,
  creditAuthors: false,
  nameEditors: false,
  helpersChannel: null,
  digest: null,
  news: null,
};

/** Where the table `servers` keeps them. Null: the default of each, and of some also what can be chosen. */
export interface SettingColumns {
  public_answers: number | null;
  public_channels: string | null;
  answers_mentions: number | null;
  mention_channels: string | null;
  post_forums: string | null;
  confidence: string | null;
  cooldown_seconds: number | null;
  keeping_days: number | null;
  locale: string | null;
  credit_authors: number | null;
  name_editors: number | null;
  helpers_channel: string | null;
  digest_channel: string | null;
  digest_locale: string | null;
  news_channel: string | null;
  news_locale: string | null;
}

interface Kept<T> {
  /** Null where nothing is kept, or what this release doesn't know. */
  readonly read: (columns: Readonly<SettingColumns>) => T | null;
  readonly write: (value: T) => Partial<SettingColumns>;
}

const channels = z.array(z.string());

const KEPT: { readonly [Name in SettingName]: Kept<ServerSettings[Name]> } = {
  publicAnswers: {
    read: ({ public_answers: kept }) => (kept === null ? null : kept === 1),
    write: (value) => ({ public_answers: value ? 1 : 0 }),
  },
  publicChannels: {
    read: ({ public_channels: kept }) => (kept === null ? null : channels.parse(JSON.parse(kept))),
    write: (value) => ({ public_channels: JSON.stringify(value) }),
  },
  answersMentions: {
    read: ({ answers_mentions: kept }) => (kept === null ? null : kept === 1),
    write: (value) => ({ answers_mentions: value ? 1 : 0 }),
  },
  mentionChannels: {
    read: ({ mention_channels: kept }) => (kept === null ? null : channels.parse(JSON.parse(kept))),
    write: (value) => ({ mention_channels: JSON.stringify(value) }),
  },
  postForums: {
    read: ({ post_forums: kept }) => (kept === null ? null : channels.parse(JSON.parse(kept))),
    write: (value) => ({ post_forums: JSON.stringify(value) }),
  },
  confidence: {
    read: ({ confidence: kept }) => CONFIDENCE_LEVELS.find((level) => level === kept) ?? null,
    write: (value) => ({ confidence: value }),
  },
  cooldownSeconds: {
    read: ({ cooldown_seconds: kept }) => kept,
    write: (value) => ({ cooldown_seconds: value }),
  },
  keepingDays: {
    read: ({ keeping_days: kept }) => KEEPING_DAYS.find((days) => days === kept) ?? null,
    write: (value) => ({ keeping_days: value }),
  },
  locale: {
    read: ({ locale: kept }) => kept,
    write: (value) => ({ locale: value }),
  },
  creditAuthors: {
    read: ({ credit_authors: kept }) => (kept === null ? null : kept === 1),
    write: (value) => ({ credit_authors: value ? 1 : 0 }),
  },
  nameEditors: {
    read: ({ name_editors: kept }) => (kept === null ? null : kept === 1),
    write: (value) => ({ name_editors: value ? 1 : 0 }),
  },
  helpersChannel: {
    read: ({ helpers_channel: kept }) => kept,
    write: (value) => ({ helpers_channel: value }),
  },
  digest: {
    read: ({ digest_channel: channelId, digest_locale: locale }) =>
      channelId === null || locale === null ? null : { channelId, locale },
    write: (value) => ({ digest_channel: value?.channelId ?? null, digest_locale: value?.locale ?? null }),
  },
  news: {
    read: ({ news_channel: channelId, news_locale: locale }) =>
      channelId === null || locale === null ? null : { channelId, locale },
    write: (value) => ({ news_channel: value?.channelId ?? null, news_locale: value?.locale ?? null }),
  },
};

export const SETTING_NAMES: readonly SettingName[] = Object.keys(KEPT).filter(
  (name): name is SettingName => name in KEPT,
);

/** For each of these settings: within `of`, a name stands for one of them, so that its value has its own type. */
export function ofEach<R>(
  names: readonly SettingName[],
  // oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties a name to its value
  of: <Name extends SettingName>(name: Name, at: number) => R,
): readonly R[] {
  return names.map((name, at) => of(name, at));
}

export function settingsOf(columns: Readonly<SettingColumns>): ServerSettings {
  const settings: { -readonly [Name in SettingName]: ServerSettings[Name] } = { ...DEFAULT_SETTINGS };
  ofEach(SETTING_NAMES, (name) => {
    settings[name] = KEPT[name].read(columns) ?? DEFAULT_SETTINGS[name];
  });
  return settings;
}

export function columnsOf(changed: Partial<ServerSettings>): Partial<SettingColumns> {
  const columns = ofEach(SETTING_NAMES, (name) => {
    const value = changed[name];
    return value === undefined ? {} : KEPT[name].write(value);
  });
  return columns.reduce((all, one) => ({ ...all, ...one }), {});
}
