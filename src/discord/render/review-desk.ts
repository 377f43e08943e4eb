import type { ReviewAction, ReviewKind } from '../../store/review-store.ts';
import { timesOf, type Group } from '../../answers/group-questions.ts';
import type { AskedQuestion } from '../../store/question-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message, selectRow, type SelectChoice } from './message.ts';
import { pager } from './pager.ts';
import { quotation } from './quotation.ts';
import { timestamp } from './timestamp.ts';

const LISTED_LENGTH = 100;

/** A group, and what its line of the menu stands for. */
export interface ChoosableGroup {
  readonly group: Group<AskedQuestion>;
  readonly value: string;
}

/** Groups to choose several of, and times since when nobody asked. */
export function bulkMessage(
  shown: {
    /** Of this page. */
    readonly groups: readonly ChoosableGroup[];
    readonly page: number;
    readonly pages: number;
    /** How many questions nobody has asked for so many days. */
    readonly older: readonly { readonly days: number; readonly count: number }[];
    readonly note?: string | undefined;
  },
  {
    texts,
    ids,
  }: {
    readonly texts: Texts;
    readonly ids: {
      readonly groups: string;
      readonly older: string;
      readonly back: string;
      readonly page: (page: number) => string;
    };
  },
): MessageBody {
  const { bulk, queue } = texts.faq;
  const { buttons, footer } = pager({ wanted: shown.page, pages: shown.pages }, texts, ids.page);
  const older = shown.older.map(({ days, count }): SelectChoice => ({
    label: bulk.notAskedFor(days, count),
    value: String(days),
  }));
  return message({
    ...(shown.note === undefined ? {} : { content: shown.note }),
    card: { title: bulk.title, text: bulk.text, footer },
    rows: [
      selectRow(ids.groups, bulk.groups, shown.groups.map(lineOf), {
        atLeast: 1,
        atMost: shown.groups.length,
      }),
      ...(older.length === 0 ? [] : [selectRow(ids.older, bulk.older, older)]),
      ...buttonRows(buttons),
      ...buttonRows([button(queue.back, ids.back)]),
    ],
  });

  function lineOf({ group, value }: ChoosableGroup): SelectChoice {
    const [{ text }] = group;
    return { label: text, value, description: bulk.about(timesOf(group), group.length) };
  }
}

/**
 * Asks once more. What was chosen stands in the menu, chosen: a custom id has no room for it.
 * @param ids.groups of the menu
 */
export function bulkConfirmation(
  groups: readonly ChoosableGroup[],
  {
    texts,
    ids,
  }: {
    readonly texts: Texts;
    readonly ids: { readonly groups: string; readonly do: string; readonly leave: string };
  },
): MessageBody {
  const { bulk } = texts.faq;
  const count = groups.reduce((sum, { group }) => sum + group.length, 0);
  return message({
    card: {
      title: bulk.sure(count),
      text: groups
        .map(({ group: [{ text }, ...more] }) => {
          const others = more.length === 0 ? '' : ` ${texts.faq.queue.andMore(more.length)}`;
          return `- **${quotation(text, LISTED_LENGTH)}**${others}`;
        })
        .join('\n'),
    },
    rows: [
      selectRow(
        ids.groups,
        bulk.groups,
        groups.map(({ group: [{ text }], value }) => ({ label: text, value, selected: true })),
        { atLeast: 1, atMost: groups.length },
      ),
      ...buttonRows([button(bulk.do(count), ids.do, { primary: true }), button(bulk.leave, ids.leave)]),
    ],
  });
}

export function olderConfirmation(
  { count, before }: { readonly count: number; readonly before: number },
  { texts, ids }: { readonly texts: Texts; readonly ids: { readonly do: string; readonly leave: string } },
): MessageBody {
  const { bulk } = texts.faq;
  return message({
    content: bulk.sureOlder(count, timestamp(before, 'short')),
    rows: buttonRows([button(bulk.do(count), ids.do, { primary: true }), button(bulk.leave, ids.leave)]),
  });
}

/** What can be undone, the last first. `about` is what questions were said to ask the same as. */
export function doneMessage(
  actions: readonly (ReviewAction & { readonly about: string | null })[],
  {
    texts,
    note,
    ids,
  }: {
    readonly texts: Texts;
    readonly note: string | undefined;
    readonly ids: { readonly undo: string; readonly back: string };
  },
): MessageBody {
  const { undo, queue } = texts.faq;
  const back = buttonRows([button(queue.back, ids.back)]);
  if (actions.length === 0) {
    return message({ content: [...(note === undefined ? [] : [note]), undo.nothing].join('\n'), rows: back });
  }
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: { title: undo.title, text: blocks(actions.map(blockOf)) },
    rows: [
      selectRow(
        ids.undo,
        undo.choose,
        actions.map((action): SelectChoice => ({
          label: texts.labelled(
            kindOf(action.kind),
            action.questions[0]?.text ?? action.about ?? undo.questions(action.count),
          ),
          value: action.id,
          description: undo.questions(action.count),
        })),
      ),
      ...back,
    ],
  });

  function kindOf(kind: ReviewKind): string {
    return undo.kinds[kind];
  }

  function blockOf({ kind, at, about, questions, count }: (typeof actions)[number]): string {
    const rest = count - questions.length;
    return [
      `**${kindOf(kind)}**${about === null ? '' : ` **${quotation(about, LISTED_LENGTH)}**`} · ${timestamp(at, 'relative')}`,
      ...questions.map(({ text }) => `- ${quotation(text, LISTED_LENGTH)}`),
      ...(rest > 0 ? [`- ${undo.andMore(rest)}`] : []),
    ].join('\n');
  }
}

/** As many as fit into a card, even with each character escaped. */
const BLOCKS_LENGTH = 3_600;

function blocks(all: readonly string[]): string {
  let length = 0;
  const fitting = all.filter((block) => (length += block.length + 2) <= BLOCKS_LENGTH);
  return fitting.join('\n\n');
}
