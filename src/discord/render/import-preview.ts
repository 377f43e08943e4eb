import type { EntryDraft } from '../../content/entry.ts';
import type { ImportPlan } from '../../content/plan-import.ts';
import type { Problem } from '../../content/problem.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Attachment, MessageBody } from '../api.ts';
import { button, buttonRows, message } from './message.ts';
import { quotation } from './quotation.ts';

const LISTED = 10;
const LISTED_PROBLEMS = 8;

/** What a file would change; it goes along, so that the button still finds it after a restart. */
export function importPreview(
  plan: ImportPlan,
  shown: {
    readonly texts: Texts;
    readonly warnings: readonly Problem[];
    readonly file: Attachment;
    readonly importId: string;
    readonly note?: string | undefined;
  },
): MessageBody {
  const { transfer } = shown.texts.faq;
  const count = plan.added.length + plan.edited.length;
  const listed = (heading: string, entries: readonly EntryDraft[]) =>
    entries.length === 0 ? [] : [[heading, ...questionLines(entries, shown.texts)].join('\n')];
  return message({
    content: [
      ...(shown.note === undefined ? [] : [shown.note]),
      count === 0 ? transfer.nothing : transfer.preview,
    ].join('\n'),
    card: {
      title: transfer.title,
      text: [
        ...listed(transfer.new(plan.added.length), plan.added),
        ...listed(
          transfer.changed(plan.edited.length),
          plan.edited.map(({ entry }) => entry),
        ),
        ...(plan.same.length === 0 ? [] : [transfer.same(plan.same.length)]),
        ...(shown.warnings.length === 0
          ? []
          : [[transfer.warnings, ...problemLines(shown.warnings, shown.texts)].join('\n')]),
      ].join('\n\n'),
    },
    ...(count === 0
      ? {}
      : {
          files: [shown.file],
          rows: buttonRows([button(transfer.do(count), shown.importId, { primary: true })]),
        }),
  });
}

/** What has to be mended in a file, by line. */
export function importProblems(problems: readonly Problem[], texts: Texts): MessageBody {
  return message({ content: [texts.faq.transfer.problems, ...problemLines(problems, texts)].join('\n') });
}

function questionLines(entries: readonly EntryDraft[], { faq: { transfer } }: Texts): readonly string[] {
  const rest = entries.length - LISTED;
  return [
    ...entries.slice(0, LISTED).map(({ question }) => `- ${quotation(question, 60)}`),
    ...(rest > 0 ? [transfer.andMore(rest)] : []),
  ];
}

function problemLines(problems: readonly Problem[], { faq: { transfer } }: Texts): readonly string[] {
  const rest = problems.length - LISTED_PROBLEMS;
  return [
    ...problems
      .slice(0, LISTED_PROBLEMS)
      .map(({ line, message: advice }) => `- ${transfer.problem(line, quotation(advice, 160))}`),
    ...(rest > 0 ? [`- ${transfer.moreProblems(rest)}`] : []),
  ];
}
