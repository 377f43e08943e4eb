import type { PackPassage } from '../../answers/outcome.ts';
import { timesOf, type Group } from '../../answers/group-questions.ts';
import type { AskedQuestion } from '../../store/store.ts';
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
  /** What may answer it, the likeliest first. */
  readonly candidates: readonly PackPassage[];
}

export interface QueueIds {
  readonly answer: string;
  readonly same: string;
  readonly notCovered: string;
  readonly dismiss: string;
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
  const { group, position, groups, candidates } = shown;
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
      ...buttonRows([
        button(queue.answerIt, ids.answer, { primary: true }),
        button(queue.notCovered, ids.notCovered),
        button(queue.dismiss, ids.dismiss),
      ]),
      ...buttonRows(buttons),
    ],
  });

  /** Groups come in the order of how often all of their questions were asked. */
  function textOf({ hints }: WaitingGroup, { faq }: Texts): string {
    const rest = group.length - LISTED;
    return [
      ...(group.length === 1 ? [] : [`**${faq.queue.asked(timesOf(group))}**`]),
      ...group.slice(0, LISTED).map((question) => lineOf(question, texts)),
      ...(rest > 0 ? [faq.queue.andMore(rest)] : []),
      ...hints
        .slice(0, MAX_HINTS)
        .map(({ found, times }) => `-# ${faq.queue.hint(`**${titleOf(found)}**`, times)}`),
    ].join('\n');
  }
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
