import { createHash } from 'node:crypto';
import type { Locale } from '../../content/pack.ts';
import { ofEach, type ServerSettings, type SettingName } from '../../store/settings.ts';
import type { MessageBody, ModalBody } from '../api.ts';
import { customId, type Argument } from '../custom-id.ts';
import type { Fields } from '../fields.ts';
import { button, buttonRows, message } from './message.ts';
import { modal } from './modal.ts';
import { SETTINGS, type FormName, type Reader } from './setting-fields.ts';

const NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(
  (name): name is SettingName => name in SETTINGS,
);

function inForm(form: FormName): readonly SettingName[] {
  return NAMES.filter((name) => SETTINGS[name].form === form);
}

/** What the custom id of a form carries: short for what it shows of each of its settings. */
export function formCarries(form: FormName): readonly Argument[] {
  return inForm(form).map(() => ['hash', 'empty']);
}

function shortFor(value: ServerSettings[SettingName]): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 8);
}

/** What stands below a setting besides what it means, in lines: what keeps it from doing what was chosen. */
export type SettingRemarks = Partial<Record<SettingName, readonly string[]>>;

/**
 * All that a server chose, and the buttons that open the forms.
 * @param articles what it chose of the articles, in words; null where there is nothing to choose
 */
export function settingsMessage(
  settings: ServerSettings,
  reader: Reader,
  articles: string | null,
  { note, remarks = {} }: { readonly note?: string; readonly remarks?: SettingRemarks } = {},
): MessageBody {
  const texts = reader.texts.settings;
  const rows = ofEach(NAMES, (name) => {
    const { label, short, line } = SETTINGS[name];
    const meaning = line?.(settings[name], texts, reader.texts) ?? '';
    const chosen = [short(settings[name], reader), ...(meaning === '' ? [] : [meaning])].join('. ');
    return [`**${label(texts, reader.texts)}**`, chosen, ...(remarks[name] ?? [])].join('\n');
  });
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: { title: texts.title, text: [...rows, ...(articles === null ? [] : [articles])].join('\n\n') },
    rows: buttonRows([
      button(texts.audienceForm, customId('settings', 'audience'), { primary: true }),
      button(texts.answeringForm, customId('settings', 'answering'), { primary: true }),
      button(texts.mentionsForm, customId('settings', 'mentions'), { primary: true }),
      button(reader.texts.posts.form, customId('settings', 'posts'), { primary: true }),
      button(texts.teachingForm, customId('settings', 'teaching'), { primary: true }),
      button(texts.helpersForm, customId('settings', 'helpers'), { primary: true }),
      button(texts.reportsForm, customId('settings', 'reports'), { primary: true }),
      ...(articles === null
        ? []
        : [button(reader.texts.articles.form, customId('settings', 'articles', '', 1), { primary: true })]),
      // In the form, each channel would have to be taken out by itself.
      ...(settings.publicChannels.length === 0
        ? []
        : [button(texts.everyChannel, customId('settings', 'everywhere'))]),
      ...(settings.digest === null ? [] : [button(texts.showDigest, customId('settings', 'digest'))]),
    ]),
  });
}

/** What differs, in words: each setting with what it was and what it is. */
export function changesOf(before: ServerSettings, after: ServerSettings, reader: Reader): readonly string[] {
  const { settings: texts } = reader.texts;
  return ofEach(NAMES, (name) => {
    const { label, short } = SETTINGS[name];
    const [was, is] = [short(before[name], reader), short(after[name], reader)];
    return was === is ? [] : [texts.change(label(texts, reader.texts), was, is)];
  }).flat();
}

/** `settings:audience:<answers>:<channels>:<language>`: 18 + 9 a setting, of which a form has five at most. */
export function settingsForm(
  form: FormName,
  settings: ServerSettings,
  reader: Reader,
  languages: readonly Locale[],
): ModalBody {
  const { settings: texts } = reader.texts;
  const titles: Readonly<Record<FormName, string>> = {
    audience: texts.audienceForm,
    answering: texts.answeringForm,
    mentions: texts.mentionsForm,
    posts: reader.texts.posts.form,
    teaching: texts.teachingForm,
    helpers: texts.helpersForm,
    reports: texts.reportsForm,
  };
  const fields = ofEach(inForm(form), (name) => SETTINGS[name].field(settings[name], reader, languages));
  return modal(
    customId('settings', form, ...inForm(form).map((name) => shortFor(settings[name]))),
    titles[form],
    fields,
  );
}

/**
 * What was filled in. What somebody else changed since the form was opened stays, where whoever sends it off left it as
 * it was.
 * @param shown what the form's custom id carries
 */
export function readSettingsForm(
  form: FormName,
  {
    fields,
    args: shown,
    serverLocale,
  }: { readonly fields: Fields; readonly args: readonly string[]; readonly serverLocale: string },
  before: ServerSettings,
  languages: readonly Locale[],
): ServerSettings {
  const after: { -readonly [Name in SettingName]: ServerSettings[Name] } = { ...before };
  ofEach(inForm(form), (name, at) => {
    const filledIn = SETTINGS[name].read(fields, before[name], languages, serverLocale);
    if (shortFor(filledIn) !== shown[at]) after[name] = filledIn;
  });
  return after;
}
