import { choiceQuestion } from '../content/choice-question.ts';
import { ENTRY_LIMITS } from '../content/entry.ts';
import { isAskable } from '../content/wordings.ts';
import { replaceMentions } from '../markdown/discord.ts';
import { ownWordsIn } from '../markdown/own-words.ts';
import { paginate } from './render/pages.ts';
import { oneLine } from './render/text.ts';
import type { TargetMessage } from './target-message.ts';

/** What a message teaches, as a form is to show it; nothing of it is kept. */
export interface TaughtMessage {
  /** Empty where nobody asked anything. */
  readonly question: string;
  /** The whole of a question that is too long for one line. */
  readonly wordings: readonly string[];
  /** Discord's Markdown, without members and roles that it mentions; empty where there is no text. */
  readonly answer: string;
  readonly isQuestionCut: boolean;
  readonly isAnswerCut: boolean;
}

/** A way to ask is a line or two. */
const WORDING_LENGTH = 300;

/**
 * The question is what the message replies to, or else what it asks itself before it answers.
 * @param names stand for members and roles that are mentioned
 */
export function taughtBy(
  target: Pick<TargetMessage, 'content' | 'repliedTo'>,
  names: { readonly member: string; readonly role: string },
): TaughtMessage {
  const asked = target.repliedTo === null || target.repliedTo.isOwn ? '' : askedIn(target.repliedTo.content);
  const own = asked === '' ? ownQuestion(target.content) : null;
  const whole = own === null ? asked : own.question;
  const question = choiceQuestion(whole) ?? '';
  const text = replaceMentions(own === null ? target.content : own.answer, (mentioned, written) =>
    mentioned === 'channel' ? written : names[mentioned],
  );
  // Cut between blocks, with the end of code or a quote that is cut through.
  const [answer, ...rest] = paginate(text.trim(), ENTRY_LIMITS.answer);
  const isQuestionCut = question !== '' && question !== oneLine(whole, whole.length);
  return {
    question,
    wordings: isQuestionCut ? [oneLine(whole, WORDING_LENGTH)] : [],
    answer,
    isQuestionCut,
    isAnswerCut: rest.length > 0,
  };
}

/** Empty where it says nothing in words. */
function askedIn(message: string): string {
  const said = ownWordsIn(message).replace(/\s+/gu, ' ').trim();
  return isAskable(said) ? said : '';
}

/** A first line up to its question mark, and what follows. */
const ASKED_FIRST = /^([^\n]{2,400}?[?？؟][*_~|"'”»)\]]{0,4})\s+(?=\S)/u;
const ASKED_AS = /^(?:q|question|f|frage|p|pregunta)\s*[:.)]\s*/iu;
const ANSWERED_AS = /^(\*\*|__|\*|_)?(?:a|answer|r|réponse|antwort|respuesta)\s*[:.)](?:\1)?\s*/iu;

function ownQuestion(message: string): { readonly question: string; readonly answer: string } | null {
  const text = message.trim();
  const [head, asked] = ASKED_FIRST.exec(text) ?? [];
  if (head === undefined || asked === undefined) return null;
  const question = askedIn(asked).replace(ASKED_AS, '');
  return question === '' ? null : { question, answer: text.slice(head.length).replace(ANSWERED_AS, '') };
}
