import { ChannelType, type APILabelComponent } from 'discord-api-types/v10';
import type { Locale } from '../../content/pack.ts';
import {
  CONFIDENCE_LEVELS,
  KEEPING_DAYS,
  type ReportChannel,
  type ServerSettings,
  type SettingName,
} from '../../store/settings.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Fields } from '../fields.ts';
import { CHANNEL_TYPES } from './article-settings.ts';
import { channelsField, radioField, selectField } from './modal.ts';

/** Who reads it, and in which language languages are named. */
export interface Reader {
  readonly texts: Texts;
  readonly locale: Locale;
}

/** They don't fit into one form, and on a phone a form shows no more than three at once. */
export type FormName = 'audience' | 'answering' | 'mentions' | 'posts' | 'teaching' | 'helpers' | 'reports';

/** A setting as a moderator sees and changes it. */
interface Setting<T> {
  readonly form: FormName;
  readonly label: (texts: Texts['settings'], all: Texts) => string;
  /** What was chosen, in a few words. */
  readonly short: (value: T, reader: Reader) => string;
  /** What that means. */
  readonly line?: (value: T, texts: Texts['settings'], all: Texts) => string;
  /** @param languages in which public replies can be */
  readonly field: (value: T, reader: Reader, languages: readonly Locale[]) => APILabelComponent;
  /** What was filled in; what can't be read stays as it is. */
  readonly read: (fields: Fields, now: T, languages: readonly Locale[], serverLocale: string) => T;
}

type YesOrNo = Texts['settings']['credit'];

/** In seconds. */
const COOLDOWNS = [0, 10, 30, 60, 300, 900];
const OWN_LANGUAGE = 'own';

/** Where the bot can post by itself: text and announcement channels. */
const REPORT_TYPES = [ChannelType.GuildText, ChannelType.GuildAnnouncement];

/** In the order in which they are shown. */
export const SETTINGS: { readonly [Name in SettingName]: Setting<ServerSettings[Name]> } = {
  publicAnswers: {
    form: 'audience',
    label: (texts) => texts.answers,
    short: (value, { texts: { settings } }) => (value ? settings.public : settings.private).label,
    line: (value, texts) => (value ? texts.public : texts.private).line,
    field: (value, { texts: { settings } }) =>
      radioField({
        id: 'answers',
        label: settings.answers,
        choices: [
          { value: 'public', ...described(settings.public), selected: value },
          { value: 'private', ...described(settings.private), selected: !value },
        ],
      }),
    read: (fields) => fields.value('answers') !== 'private',
  },
  publicChannels: {
    form: 'audience',
    label: (texts) => texts.channels,
    ...channels('channels', ({ channels: label, channelsHint: hint }) => ({ label, hint })),
  },
  locale: {
    form: 'audience',
    label: (texts) => texts.language,
    short: (value, { texts, locale }) =>
      value === null ? texts.settings.ownLanguage : languageName(value, locale),
    field: (value, { texts: { settings }, locale }, languages) =>
      selectField({
        id: 'language',
        label: settings.language,
        choices: [
          { value: OWN_LANGUAGE, label: settings.ownLanguage, selected: value === null },
          // One that was chosen while there was an article in it stays in sight.
          ...[...new Set([...languages, ...(value === null ? [] : [value])])].map((language) => ({
            value: language,
            label: languageName(language, locale),
            selected: language === value,
          })),
        ],
      }),
    read: (fields, now, languages) => {
      const chosen = fields.value('language');
      return chosen === OWN_LANGUAGE ? null : (languages.find((one) => one === chosen) ?? now);
    },
  },
  answersMentions: {
    form: 'mentions',
    label: (texts) => texts.mentions,
    short: (value, { texts: { settings } }) => (value ? settings.answered : settings.unanswered).label,
    line: (value, texts) => (value ? texts.answered : texts.unanswered).line,
    field: (value, { texts: { settings } }) =>
      radioField({
        id: 'mentions',
        label: settings.mentions,
        choices: [
          { value: 'answered', ...described(settings.answered), selected: value },
          { value: 'unanswered', ...described(settings.unanswered), selected: !value },
        ],
      }),
    read: (fields, now) => (fields.value('mentions') ?? (now ? 'answered' : '')) === 'answered',
  },
  mentionChannels: {
    form: 'mentions',
    label: (texts) => texts.mentionChannels,
    ...channels('mention-channels', ({ mentionChannels: label, mentionChannelsHint: hint }) => ({
      label,
      hint,
    })),
  },
  postForums: {
    form: 'posts',
    label: (_, { posts }) => posts.forums,
    short: (value, { texts: { posts } }) => (value.length === 0 ? posts.none : channelList(value)),
    line: (value, _, { posts }) => (value.length === 0 ? '' : posts.answered),
    field: (value, { texts: { posts } }) =>
      channelsField({
        id: 'forums',
        label: posts.forums,
        description: posts.forumsHint,
        required: false,
        types: [ChannelType.GuildForum],
        selected: value,
      }),
    read: readChannels('forums'),
  },
  confidence: {
    form: 'answering',
    label: (texts) => texts.confidence,
    short: (value, { texts }) => texts.settings.levels[value].label,
    line: (value, texts) => texts.levels[value].line,
    field: (value, { texts: { settings } }) =>
      radioField({
        id: 'confidence',
        label: settings.confidence,
        choices: CONFIDENCE_LEVELS.map((level) => ({
          value: level,
          ...described(settings.levels[level]),
          selected: level === value,
        })),
      }),
    read: (fields, now) => oneOf(CONFIDENCE_LEVELS, fields.value('confidence'), now),
  },
  cooldownSeconds: {
    form: 'answering',
    label: (texts) => texts.cooldown,
    short: (value, { texts }) => duration(value, texts.settings),
    field: (value, { texts: { settings } }) =>
      selectField({
        id: 'cooldown',
        label: settings.cooldown,
        choices: COOLDOWNS.map((seconds) => ({
          value: String(seconds),
          label: duration(seconds, settings),
          selected: seconds === value,
        })),
      }),
    read: (fields, now) => oneOf(COOLDOWNS, fields.value('cooldown'), now),
  },
  keepingDays: {
    form: 'answering',
    label: (texts) => texts.keeping,
    short: (value, { texts: { settings } }) =>
      value === 0 ? settings.notKept.label : settings.keptDays(value),
    field: (value, { texts: { settings } }) =>
      radioField({
        id: 'keeping',
        label: settings.keeping,
        description: settings.keepingHint,
        choices: KEEPING_DAYS.map((days) => ({
          value: String(days),
          ...(days === 0 ? described(settings.notKept) : { label: settings.keptDays(days) }),
          selected: days === value,
        })),
      }),
    read: (fields, now) => oneOf(KEEPING_DAYS, fields.value('keeping'), now),
  },
  creditAuthors: yesOrNo('credit', (texts) => texts.credit),
  nameEditors: yesOrNo('editors', (texts) => texts.editors),
  helpersChannel: {
    form: 'helpers',
    label: (texts) => texts.helpers,
    short: (value, { texts }) => (value === null ? texts.settings.noHelpers : `<#${value}>`),
    field: (value, { texts: { settings } }) =>
      channelsField({
        id: 'helpers',
        label: settings.helpers,
        description: settings.helpersHint,
        required: false,
        types: [ChannelType.GuildText],
        selected: value === null ? [] : [value],
        atMost: 1,
      }),
    read: (fields) => fields.values('helpers').find((id) => /^\d+$/.test(id)) ?? null,
  },
  digest: reportSetting('digest'),
  news: reportSetting('news'),
};

/** What people's names are kept for: nothing, unless a server wants it. */
function yesOrNo(id: string, wordsOf: (texts: Texts['settings']) => YesOrNo): Setting<boolean> {
  const chosen = (value: boolean, texts: Texts['settings']) =>
    value ? wordsOf(texts).yes : wordsOf(texts).no;
  return {
    form: 'teaching',
    label: (texts) => wordsOf(texts).title,
    short: (value, { texts: { settings } }) => chosen(value, settings).label,
    line: (value, texts) => chosen(value, texts).line,
    field: (value, { texts: { settings } }) =>
      radioField({
        id,
        label: wordsOf(settings).title,
        choices: [
          { value: 'no', ...described(wordsOf(settings).no), selected: !value },
          { value: 'yes', ...described(wordsOf(settings).yes), selected: value },
        ],
      }),
    read: (fields, now) => (fields.value(id) === null ? now : fields.value(id) === 'yes'),
  };
}

/** A channel for one kind of report. */
function reportSetting(kind: 'digest' | 'news'): Setting<ReportChannel | null> {
  return {
    form: 'reports',
    label: (texts) => texts.reports[kind].label,
    short: (value, { texts }) => (value === null ? texts.settings.noReport : `<#${value.channelId}>`),
    field: (value, { texts: { settings } }) =>
      channelsField({
        id: kind,
        label: settings.reports[kind].label,
        description: settings.reports[kind].hint,
        required: false,
        types: REPORT_TYPES,
        atMost: 1,
        selected: value === null ? [] : [value.channelId],
      }),
    read: (fields, _now, _languages, locale) => {
      const channelId = fields.values(kind).find((id) => /^\d+$/.test(id));
      return channelId === undefined ? null : { channelId, locale };
    },
  };
}

/** Of a setting that chooses channels: none stands for all of them. */
function channels(
  id: string,
  words: (texts: Texts['settings']) => { readonly label: string; readonly hint: string },
): Pick<Setting<readonly string[]>, 'short' | 'field' | 'read'> {
  return {
    short: (value, { texts }) => (value.length === 0 ? texts.settings.everywhere : channelList(value)),
    field(value, { texts: { settings } }) {
      const { label, hint: description } = words(settings);
      return channelsField({
        id,
        label,
        description,
        required: false,
        types: CHANNEL_TYPES,
        selected: value,
      });
    },
    read: readChannels(id),
  };
}

function channelList(ids: readonly string[]): string {
  return ids.map((id) => `<#${id}>`).join(' ');
}

function readChannels(id: string) {
  return (fields: Fields): readonly string[] => fields.values(id).filter((one) => /^\d+$/.test(one));
}

function oneOf<T>(choices: readonly T[], chosen: string | null, now: T): T {
  return choices.find((choice) => String(choice) === chosen) ?? now;
}

function described({ label, line }: { readonly label: string; readonly line: string }) {
  return { label, description: line };
}

function duration(seconds: number, texts: Texts['settings']): string {
  if (seconds === 0) return texts.noCooldown;
  return seconds % 60 === 0 ? texts.minutes(seconds / 60) : texts.seconds(seconds);
}

function languageName(language: Locale, locale: Locale): string {
  return new Intl.DisplayNames([locale, 'en'], { type: 'language' }).of(language) ?? language;
}
