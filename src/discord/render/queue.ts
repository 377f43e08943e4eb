import type { Outcome, PackPassage, RankedPassage } from '../../answers/outcome.ts';
import { timesOf, type Group } from '../../answers/group-questions.ts';
import type { AskedQuestion } from '../../store/question-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message, selectRow, type SelectChoice } from './message.ts';
import { pager } from './pager.ts';
import { quotation } from './quotation.ts';
import { oneLine } from './text.ts';
import { labelOf } from './text-page.ts';
import { timestamp } from './timestamp.ts';

/** Similar questions that wait for a moderator. */
export interface WaitingGroup {
  readonly group: Group<AskedQuestion>;
  /** Counted from 0, among how many groups. */
  readonly position: number;
  readonly groups: number;
  /** Of all questions; null where all of them are in these groups. */
  readonly waiting: number | null;
  /** What members chose in "did you mean", most chosen first. */
  readonly hints: readonly { readonly found: PackPassage; readonly times: number }[];
  /** What who asks it now gets. */
  readonly outcome: Outcome;
  /** What may answer it, the likeliest first. */
  readonly candidates: readonly PackPassage[];
  /** The first of them. */
  readonly rivals: readonly PackPassage[];
}

export interface QueueIds {
  readonly answer: string;
  readonly same: string;
  readonly rival: (found: PackPassage) => string;
  readonly notCovered: string;
  readonly dismiss: string;
  /** Null where there is but one group. */
  readonly several: string | null;
  /** Null where nothing can be undone. */
  readonly undo: string | null;
  readonly go: (position: number) => string;
}

/** As many as fit into a card, even with each character escaped. */
const LISTED = 6;
const LISTED_LENGTH = 200;
const MAX_HINTS = 3;

/** @param note what was just done */
export function queueMessage(
  shown: WaitingGroup,
  { texts, ids, note }: { readonly texts: Texts; readonly ids: QueueIds; readonly note?: string | undefined },
): MessageBody {
  const { queue } = texts.faq;
  const { group, position, groups, candidates, rivals } = shown;
  const { buttons } = pager({ wanted: position + 1, pages: groups }, texts, (page) => ids.go(page - 1));
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: {
      title: queue.title(position + 1, groups),
      text: textOf(shown, texts),
      ...(shown.waiting === null ? {} : { footer: queue.more(shown.waiting) }),
    },
    rows: [
      ...(candidates.length === 0
        ? []
        : [
            selectRow(
              ids.same,
              queue.sameAs,
              candidates.map((found) => choice(found, texts)),
            ),
          ]),
      ...buttonRows(
        rivals.map((found) => button(queue.sameAsRival(labelOf(found.passage)), ids.rival(found))),
      ),
      ...buttonRows([
        button(queue.answerIt, ids.answer, { primary: true }),
        button(queue.notCovered, ids.notCovered),
        button(queue.dismiss, ids.dismiss),
        ...(ids.several === null ? [] : [button(queue.dismissSeveral, ids.several)]),
        ...(ids.undo === null ? [] : [button(queue.undo, ids.undo)]),
      ]),
      ...buttonRows(buttons),
    ],
  });

  /** Groups come in the order of how often all of their questions were asked. */
  function textOf({ hints, outcome }: WaitingGroup, { faq }: Texts): string {
    const rest = group.length - LISTED;
    return [
      ...(group.length === 1 ? [] : [`**${faq.queue.asked(timesOf(group))}**`]),
      ...group.slice(0, LISTED).map((question) => lineOf(question, texts)),
      ...(rest > 0 ? [faq.queue.andMore(rest)] : []),
      ...hints
        .slice(0, MAX_HINTS)
        .map(({ found, times }) => `-# ${faq.queue.hint(`**${titleOf(found)}**`, times)}`),
      ...outcomeLines(outcome, texts).map((line) => `-# ${line}`),
    ].join('\n');
  }
}

const MAX_RIVALS = 3;

/** What is less likely to answer says nothing to a moderator. */
const LIKELY = 0.05;

export function isRival({ confidence }: Pick<RankedPassage, 'confidence'>): boolean {
  return confidence >= LIKELY;
}

/** What is answered now, or why nothing is, and what came next. */
function outcomeLines(outcome: Outcome, { faq: { queue } }: Texts): readonly string[] {
  const best = outcome.outcome === 'answer' ? outcome.best : null;
  const others = outcome.ranking.filter((found) => found !== best && isRival(found)).slice(0, MAX_RIVALS);
  const rivals = others.map((found) => queue.rival(sureOf(found))).join(' · ');
  return [reasonFor(outcome, queue), ...(others.length === 0 ? [] : [queue.rivals(rivals)])];
}

function reasonFor(outcome: Outcome, queue: Texts['faq']['queue']): string {
  switch (outcome.outcome) {
    case 'answer':
      return queue.nowAnswers(sureOf(outcome.best));
    case 'suggestions':
      return queue.nowSuggests;
    case 'none': {
      const topic = outcome.uncoveredTopic?.question ?? outcome.notCovered;
      return topic === null ? queue.nowNothing : queue.nowNotCovered(quotation(topic, 100));
    }
  }
}

/** With how sure it is that this answers, in percent. */
function sureOf(found: RankedPassage): { readonly title: string; readonly percent: number } {
  return { title: titleOf(found), percent: Math.round(found.confidence * 100) };
}

/** @param undoId null where nothing can be undone */
export function emptyQueueMessage(text: string, undoId: string | null, { faq }: Texts): MessageBody {
  const rows = undoId === null ? [] : buttonRows([button(faq.queue.undo, undoId)]);
  return message({ content: text, rows });
}

function lineOf(question: AskedQuestion, { faq: { queue } }: Texts): string {
  const about = [
    queue.asked(question.times),
    queue.last(timestamp(question.lastAskedAt, 'short')),
    queue.outcomes[question.outcome],
    ...(question.unhelpful ? [queue.unhelpful] : []),
  ];
  return `- **${quotation(question.text, LISTED_LENGTH)}**\n  ${about.join(' · ')}`;
}

/** Of a passage, in Markdown. */
export function titleOf({ passage }: PackPassage): string {
  return quotation(labelOf(passage), 100);
}

/** `value` names the passage: `article:language:passage`. */
function choice({ pack, passage, added }: PackPassage, texts: Texts): SelectChoice {
  const where = added === undefined ? pack.title : texts.reading.addedByModerators;
  return {
    label: labelOf(passage),
    value: [pack.slug, pack.locale, passage.id].join(':'),
    // All paragraphs of a section have its heading.
    description: passage.kind === 'section' ? oneLine(passage.plain, 100) : where,
  };
}
