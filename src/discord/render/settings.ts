import { createHash } from 'node:crypto';
import { ChannelType } from 'discord-api-types/v10';
import type { Locale } from '../../content/pack.ts';
import { CONFIDENCE_LEVELS, KEEPING_DAYS, type ServerSettings } from '../../store/store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody, ModalBody } from '../api.ts';
import { customId } from '../custom-id.ts';
import type { Fields } from '../fields.ts';
import { button, buttonRows, message } from './message.ts';
import { channelsField, modal, radioField, selectField } from './modal.ts';

/** Who reads it, and in which language languages are named. */
export interface Reader {
  readonly texts: Texts;
  readonly locale: Locale;
}

/** In seconds. */
const COOLDOWNS = [0, 10, 30, 60, 300, 900];
const OWN_LANGUAGE = 'own';

/**
 * Wherever people can use a command; threads go by the channel that they are in. Not media channels (16): only the
 * preview of Discord's contract lists them, and a form with a type that Discord doesn't know is refused as a whole.
 */
const CHANNEL_TYPES = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildForum,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
];

const SHOWN = [
  'publicAnswers',
  'publicChannels',
  'locale',
  'confidence',
  'cooldownSeconds',
  'keepingDays',
] as const satisfies readonly (keyof ServerSettings)[];

const IN_FORM = {
  audience: ['publicAnswers', 'publicChannels', 'locale'],
  answering: ['confidence', 'cooldownSeconds', 'keepingDays'],
} as const satisfies Readonly<Record<string, readonly (keyof ServerSettings)[]>>;

type FormName = keyof typeof IN_FORM;

/** `settings:audience:<answers>:<channels>:<language>`: short for what the form shows of each of its settings. */
function formId(form: FormName, settings: ServerSettings): string {
  return customId('settings', form, ...IN_FORM[form].map((name) => shortFor(settings[name])));
}

function shortFor(value: ServerSettings[keyof ServerSettings]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8);
}

/**
 * What somebody else changed since the form was opened stays, where whoever sends it off left it as it was.
 * @param shown what the form's custom id carries
 */
export function withoutStale(
  form: FormName,
  shown: readonly string[],
  { before, after }: { readonly before: ServerSettings; readonly after: ServerSettings },
): ServerSettings {
  const untouched = IN_FORM[form].filter((name, at) => shortFor(after[name]) === shown[at]);
  return { ...after, ...Object.fromEntries(untouched.map((name) => [name, before[name]])) };
}

/** All that a server chose, and the buttons that open the forms. */
export function settingsMessage(settings: ServerSettings, reader: Reader, note?: string): MessageBody {
  const texts = reader.texts.settings;
  const rows = SHOWN.map((name) => `**${labelOf(name, reader)}**\n${valueOf(name, settings, reader)}`);
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: { title: texts.title, text: rows.join('\n\n') },
    rows: buttonRows([
      button(texts.audienceForm, customId('settings', 'audience'), { primary: true }),
      button(texts.answeringForm, customId('settings', 'answering'), { primary: true }),
      // In the form, each channel would have to be taken out by itself.
      ...(settings.publicChannels.length === 0
        ? []
        : [button(texts.everyChannel, customId('settings', 'everywhere'))]),
    ]),
  });
}

/** What differs, in words: each setting with what it was and what it is. */
export function changesOf(before: ServerSettings, after: ServerSettings, reader: Reader): readonly string[] {
  return SHOWN.flatMap((name) => {
    const [was, is] = [shortValueOf(name, before, reader), shortValueOf(name, after, reader)];
    return was === is ? [] : [reader.texts.settings.change(labelOf(name, reader), was, is)];
  });
}

export function audienceForm(
  settings: ServerSettings,
  { texts: { settings: texts }, locale }: Reader,
  languages: readonly Locale[],
): ModalBody {
  // One that was chosen while there was an article in it stays in sight.
  const options = new Set([...languages, ...(settings.locale === null ? [] : [settings.locale])]);
  return modal(formId('audience', settings), texts.audienceForm, [
    radioField({
      id: 'answers',
      label: texts.answers,
      choices: [
        { value: 'public', ...described(texts.public), selected: settings.publicAnswers },
        { value: 'private', ...described(texts.private), selected: !settings.publicAnswers },
      ],
    }),
    channelsField({
      id: 'channels',
      label: texts.channels,
      description: texts.channelsHint,
      required: false,
      types: CHANNEL_TYPES,
      selected: settings.publicChannels,
    }),
    selectField({
      id: 'language',
      label: texts.language,
      choices: [
        { value: OWN_LANGUAGE, label: texts.ownLanguage, selected: settings.locale === null },
        ...[...options].map((value) => ({
          value,
          label: languageName(value, locale),
          selected: settings.locale === value,
        })),
      ],
    }),
  ]);
}

export function answeringForm(settings: ServerSettings, { texts }: Reader): ModalBody {
  const own = texts.settings;
  return modal(formId('answering', settings), own.answeringForm, [
    radioField({
      id: 'confidence',
      label: own.confidence,
      choices: CONFIDENCE_LEVELS.map((level) => ({
        value: level,
        ...described(own.levels[level]),
        selected: settings.confidence === level,
      })),
    }),
    selectField({
      id: 'cooldown',
      label: own.cooldown,
      choices: COOLDOWNS.map((seconds) => ({
        value: String(seconds),
        label: duration(seconds, texts),
        selected: settings.cooldownSeconds === seconds,
      })),
    }),
    radioField({
      id: 'keeping',
      label: own.keeping,
      description: own.keepingHint,
      choices: KEEPING_DAYS.map((days) => ({
        value: String(days),
        ...(days === 0 ? described(own.notKept) : { label: own.keptDays(days) }),
        selected: settings.keepingDays === days,
      })),
    }),
  ]);
}

/** What was filled in; what can't be read stays as it is. */
export function readAudience(
  fields: Fields,
  settings: ServerSettings,
  languages: readonly Locale[],
): ServerSettings {
  const chosen = fields.value('language');
  const language = languages.find((one) => one === chosen) ?? settings.locale;
  return {
    ...settings,
    publicAnswers: fields.value('answers') !== 'private',
    publicChannels: fields.values('channels').filter((id) => /^\d+$/.test(id)),
    locale: chosen === OWN_LANGUAGE ? null : language,
  };
}

/** The same. */
export function readAnswering(fields: Fields, settings: ServerSettings): ServerSettings {
  const one = <T>(name: string, choices: readonly T[], now: T): T =>
    choices.find((choice) => String(choice) === fields.value(name)) ?? now;
  return {
    ...settings,
    confidence: one('confidence', CONFIDENCE_LEVELS, settings.confidence),
    cooldownSeconds: one('cooldown', COOLDOWNS, settings.cooldownSeconds),
    keepingDays: one('keeping', KEEPING_DAYS, settings.keepingDays),
  };
}

function labelOf(name: keyof ServerSettings, { texts: { settings: texts } }: Reader): string {
  switch (name) {
    case 'publicAnswers':
      return texts.answers;
    case 'publicChannels':
      return texts.channels;
    case 'locale':
      return texts.language;
    case 'confidence':
      return texts.confidence;
    case 'cooldownSeconds':
      return texts.cooldown;
    case 'keepingDays':
      return texts.keeping;
  }
}

/** With what it means. */
function valueOf(name: keyof ServerSettings, settings: ServerSettings, reader: Reader): string {
  const { settings: texts } = reader.texts;
  const short = shortValueOf(name, settings, reader);
  switch (name) {
    case 'publicAnswers':
      return `${short}. ${(settings.publicAnswers ? texts.public : texts.private).line}`;
    case 'confidence':
      return `${short}. ${texts.levels[settings.confidence].line}`;
    default:
      return short;
  }
}

function shortValueOf(name: keyof ServerSettings, settings: ServerSettings, reader: Reader): string {
  const { texts, locale } = reader;
  const own = texts.settings;
  switch (name) {
    case 'publicAnswers':
      return (settings.publicAnswers ? own.public : own.private).label;
    case 'publicChannels':
      return settings.publicChannels.length === 0
        ? own.everywhere
        : settings.publicChannels.map((id) => `<#${id}>`).join(' ');
    case 'locale':
      return settings.locale === null ? own.ownLanguage : languageName(settings.locale, locale);
    case 'confidence':
      return own.levels[settings.confidence].label;
    case 'cooldownSeconds':
      return duration(settings.cooldownSeconds, texts);
    case 'keepingDays':
      return settings.keepingDays === 0 ? own.notKept.label : own.keptDays(settings.keepingDays);
  }
}

function described({ label, line }: { readonly label: string; readonly line: string }) {
  return { label, description: line };
}

function duration(seconds: number, { settings: texts }: Texts): string {
  if (seconds === 0) return texts.noCooldown;
  return seconds % 60 === 0 ? texts.minutes(seconds / 60) : texts.seconds(seconds);
}

function languageName(language: Locale, locale: Locale): string {
  return new Intl.DisplayNames([locale, 'en'], { type: 'language' }).of(language) ?? language;
}
