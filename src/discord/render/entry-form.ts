import {
  ENTRY_LIMITS,
  type EntryDraft,
  type EntryProblem,
  type SectionReference,
} from '../../content/entry.ts';
import { packIn, type Library, type Locale } from '../../content/pack.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody, ModalBody, StandingMessage } from '../api.ts';
import type { Fields } from '../fields.ts';
import { LIMITS } from '../limits.ts';
import { unescaped } from '../../markdown/discord.ts';
import { button, buttonRows, message, type Card } from './message.ts';
import { modal, selectField, textField } from './modal.ts';
import { quotation } from './quotation.ts';

/** A question and its answer as somebody types them. */
export interface TypedEntry {
  readonly question: string;
  readonly answer: string;
  /** Other ways to ask; null where the form doesn't show them: what is kept stays. */
  readonly wordings: readonly string[] | null;
  readonly section: SectionReference | null;
  /** Whom the answer is credited to; null where the form doesn't show it: what is kept stays. */
  readonly author: string | null;
}

/** What is kept of it; other ways to ask are those of the entry where the form doesn't show them. */
export function draftOf(
  { question, answer, section, author }: TypedEntry,
  { wordings, locale }: Pick<EntryDraft, 'wordings' | 'locale'>,
): EntryDraft {
  return { question, answer, section, wordings, locale, ...(author === null ? {} : { author }) };
}

interface Form {
  readonly texts: Texts;
  readonly library: Library;
  /** The articles whose sections it may cite, by slug: the first come first. */
  readonly on: readonly string[];
  /** That of the entry. */
  readonly locale: Locale;
}

/** A form holds no more than this of other ways to ask. */
export function fitsForm(wordings: readonly string[]): boolean {
  return wordings.join('\n').length <= LIMITS.textInputValue;
}

/** What stands under a field in place of the usual. */
export interface Hints {
  readonly question?: string;
  readonly answer?: string;
}

/** @param likely sections that come first: a menu has room for 25 */
export function entryForm(
  id: string,
  title: string,
  typed: TypedEntry,
  {
    texts,
    likely = [],
    hints = {},
    ...place
  }: Form & { readonly likely?: readonly SectionReference[]; readonly hints?: Hints },
): ModalBody {
  const { form } = texts.faq;
  const sections = sectionChoices(place, typed.section, likely);
  return modal(id, title, [
    textField({
      id: 'question',
      label: form.question,
      description: hints.question ?? form.questionHint,
      lines: 'one',
      value: typed.question,
      maxLength: ENTRY_LIMITS.question,
    }),
    textField({
      id: 'answer',
      label: form.answer,
      description: hints.answer ?? form.answerHint,
      lines: 'many',
      value: typed.answer,
      maxLength: ENTRY_LIMITS.answer,
    }),
    ...(typed.author === null
      ? []
      : [
          textField({
            id: 'author',
            label: form.author,
            description: form.authorHint,
            lines: 'one',
            value: typed.author,
            maxLength: ENTRY_LIMITS.author,
            required: false,
          }),
        ]),
    ...(typed.wordings === null
      ? []
      : [
          textField({
            id: 'wordings',
            label: form.wordings,
            description: form.wordingsHint,
            lines: 'many',
            value: typed.wordings.join('\n'),
            required: false,
          }),
        ]),
    ...(sections.length === 0
      ? []
      : [
          selectField({
            id: 'section',
            label: form.section,
            description: form.sectionHint,
            required: false,
            choices: sections,
          }),
        ]),
  ]);
}

export function readEntryForm(
  fields: Fields,
  { withWordings, withAuthor }: { readonly withWordings: boolean; readonly withAuthor: boolean },
): TypedEntry {
  return {
    question: fields.text('question'),
    answer: fields.text('answer'),
    wordings: withWordings ? fields.text('wordings').split('\n') : null,
    // There is none where no article is on.
    section: fields.has('section') ? readSection(fields.value('section')) : null,
    author: withAuthor ? fields.text('author') : null,
  };
}

function readSection(value: string | null): SectionReference | null {
  const [slug, section] = value?.split('/') ?? [];
  return slug === undefined || section === undefined ? null : { slug, section };
}

function sectionsOf(slug: string, { library, locale }: Pick<Form, 'library' | 'locale'>) {
  const pack = packIn(library, slug, locale);
  return (pack?.sections ?? []).map(({ slug: section, heading }) => ({
    value: `${slug}/${section}`,
    label: heading,
    article: pack?.title ?? slug,
  }));
}

/** Those that are on; and the chosen one, which stays until somebody chooses another. */
function sectionChoices(
  form: Omit<Form, 'texts'>,
  chosen: SectionReference | null,
  likely: readonly SectionReference[],
) {
  const isOff = chosen !== null && !form.on.includes(chosen.slug);
  const kept = isOff
    ? sectionsOf(chosen.slug, form).filter(({ value }) => value === `${chosen.slug}/${chosen.section}`)
    : [];
  const all = [...form.on.flatMap((slug) => sectionsOf(slug, form)), ...kept];
  const first = [...(chosen === null ? [] : [chosen]), ...likely].map(
    ({ slug, section }) => `${slug}/${section}`,
  );
  const placeOf = (value: string) => (first.includes(value) ? first.indexOf(value) : first.length);
  const ordered =
    all.length <= LIMITS.selectOptions
      ? all
      : all.toSorted((one, other) => placeOf(one.value) - placeOf(other.value));
  const several = new Set(all.map(({ article }) => article)).size > 1;
  return ordered.slice(0, LIMITS.selectOptions).map(({ value, label, article }) => ({
    value,
    label,
    selected: chosen !== null && value === first[0],
    ...(several ? { description: article } : {}),
  }));
}

/** What is wrong with an entry, in words. */
export function problemText(problem: EntryProblem, { faq: { problems } }: Texts): string {
  switch (problem.kind) {
    case 'no-question':
    case 'no-words':
    case 'no-answer':
    case 'no-such-section':
      return problems[problem.kind];
    case 'question-too-long':
    case 'answer-too-long':
    case 'too-many-wordings':
    case 'wordings-too-long':
      return problems[problem.kind](problem.most, problem.length);
    case 'wording-without-words':
      return problems['wording-without-words'](quotation(problem.wording, ENTRY_LIMITS.question));
    case 'question-taken':
    case 'wording-taken':
      return problems[problem.kind](quotation(problem.question, ENTRY_LIMITS.question));
  }
}

/** All of an entry as somebody typed it. */
export function entryMessage(entry: EntryDraft, texts: Texts): MessageBody {
  return message({ card: cardOf(entry, texts) });
}

/** An entry that was changed since it was chosen to be removed. */
export function removalMessage(
  entry: EntryDraft,
  {
    texts,
    removeId,
    discardId,
  }: { readonly texts: Texts; readonly removeId: string; readonly discardId: string },
): MessageBody {
  const { faq } = texts;
  return message({
    content: faq.changedBeforeRemoval,
    card: cardOf(entry, texts),
    rows: buttonRows([button(faq.removeAllTheSame, removeId), button(faq.form.discard, discardId)]),
  });
}

/** Between other ways to ask, on a card. */
export const BETWEEN = ' · ';

export function cardOf(
  { question, answer, wordings }: Pick<EntryDraft, 'question' | 'answer' | 'wordings'>,
  { faq: { form } }: Texts,
): Card {
  return {
    title: question,
    text: answer,
    ...(wordings.length === 0 ? {} : { source: { label: form.wordings, citation: wordings.join(BETWEEN) } }),
  };
}

/** The entry that an answer of the bot's shows, by its title; null where it shows none. */
export function shownEntry<Entry extends Pick<EntryDraft, 'question'>>(
  { embeds }: Pick<StandingMessage, 'embeds'>,
  entries: readonly Entry[],
): Entry | null {
  const title = unescaped(embeds[0]?.title ?? '');
  return entries.find(({ question }) => question === title) ?? null;
}
