import type { EntryDraft } from '../../content/entry.ts';
import { escapeMarkdown, unescaped } from '../../markdown/discord.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody, StandingMessage } from '../api.ts';
import { BETWEEN, cardOf, type TypedEntry } from './entry-form.ts';
import { button, buttonRows, message } from './message.ts';
import { isVisible } from './text.ts';

/** So that they come back from a card as they were: a card's field cuts what is longer. */
const WORDINGS_LENGTH = 900;

/** Before a name, where what was typed stands. */
const CREDIT = '— ';

const WORDINGS_FILE = 'wordings.txt';

/** Whether other ways to ask go into the form again from the message that says what is wrong. */
function comeBack(wordings: TypedEntry['wordings']): boolean {
  if (wordings === null) return false;
  return wordings.join(BETWEEN).length <= WORDINGS_LENGTH && !wordings.some((one) => one.includes('·'));
}

/** The custom ids of the buttons under what was not saved: those that are absent are not offered. */
export interface UnsavedIds {
  readonly again: string;
  /** Makes the question another way to ask what the entry answers that stands there. */
  readonly also?: string;
  /** Changes the entry that stands there. */
  readonly change?: string;
  /** Puts what was typed in the place of the entry that stands there. */
  readonly instead?: string;
  /** Shows all of the entry that stands there. */
  readonly show?: string;
  readonly discard?: string;
  readonly back?: string;
}

/**
 * What was typed was not saved, and must not be lost: it stands here, and goes back into the form. Other ways to ask that
 * can't go back are in a file. `standing` is what somebody else wrote meanwhile.
 */
export function unsavedMessage(
  problems: readonly string[],
  typed: TypedEntry,
  shown: {
    readonly texts: Texts;
    readonly ids: UnsavedIds;
    readonly standing: EntryDraft | null;
    /** False where the bot may not attach any. */
    readonly files: boolean;
    /** Where nothing is wrong, but something is to be decided first. */
    readonly instead?: { readonly says: string; readonly again: string };
  },
): MessageBody {
  const { texts, ids, standing } = shown;
  const { form, queue, teach } = texts.faq;
  const wordings = (typed.wordings ?? []).filter((wording) => wording.trim() !== '');
  const lost = wordings.length > 0 && !comeBack(typed.wordings);
  const inFile = lost && shown.files;
  const inCard = lost && !shown.files;
  const optional = (label: string, id: string | undefined) => (id === undefined ? [] : [button(label, id)]);
  return message({
    content: [
      shown.instead?.says ?? form.problem,
      ...problems.map((problem) => `- ${problem}`),
      standing === null || inCard ? form.keepsTyped : form.bothBelow,
      ...(inFile ? [form.wordingsInFile(WORDINGS_FILE)] : []),
      ...(inCard ? [form.wordingsLost] : []),
    ].join('\n'),
    card: {
      ...cardOf({ ...typed, wordings: lost ? [] : wordings }, texts),
      ...(typed.author === null || !isVisible(typed.author) ? {} : { footer: `${CREDIT}${typed.author}` }),
    },
    // What was typed has no other copy; what stands there can be shown by its button.
    ...(inCard
      ? { secondCard: { title: form.wordings, text: wordings.map(escapeMarkdown).join('\n') } }
      : standing === null
        ? {}
        : { secondCard: { ...cardOf(standing, texts), footer: form.standing } }),
    ...(inFile ? { files: [{ name: WORDINGS_FILE, data: Buffer.from(wordings.join('\n')) }] } : {}),
    rows: buttonRows([
      ...optional(teach.also, ids.also),
      button(shown.instead?.again ?? form.again, ids.again, { primary: true }),
      ...optional(form.instead, ids.instead),
      ...optional(teach.change, ids.change),
      ...optional(form.showAll, ids.show),
      ...optional(form.discard, ids.discard),
      ...optional(queue.back, ids.back),
    ]),
  });
}

/** Which fields of a form come back from the message that says what is wrong. */
export interface Returning {
  readonly question: boolean;
  readonly answer: boolean;
  readonly wordings: boolean;
  readonly author: boolean;
}

/** Where nothing was typed, a card shows three dots, which somebody may have typed, too. */
export function returning({ question, answer, wordings, author }: TypedEntry): Returning {
  return {
    question: isVisible(question),
    answer: isVisible(answer),
    wordings: comeBack(wordings),
    author: author !== null && isVisible(author),
  };
}

/** What a message made by `unsavedMessage` holds; the section stands elsewhere. */
export function typedBefore(
  { embeds }: Pick<StandingMessage, 'embeds'>,
  { question, answer, wordings, author }: Returning,
): Omit<TypedEntry, 'section'> {
  const [card] = embeds;
  return {
    question: question ? unescaped(card?.title ?? '') : '',
    answer: answer ? (card?.description ?? '') : '',
    wordings: wordings ? (card?.fields?.[0]?.value ?? '').split(BETWEEN) : null,
    author: author ? (card?.footer?.text ?? '').slice(CREDIT.length) : null,
  };
}
