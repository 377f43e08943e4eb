import { diffArrays } from 'diff';
import { sectionIn } from '../../content/entry.ts';
import type { Library } from '../../content/pack.ts';
import { codeBlock } from '../../markdown/discord.ts';
import type { EntryHistory, EntryVersion } from '../../store/history-store.ts';
import type { Texts } from '../../texts/texts.ts';
import type { MessageBody } from '../api.ts';
import { button, buttonRows, message, PAGE_LENGTH } from './message.ts';
import { clamp, oneLine } from './text.ts';
import { timestamp } from './timestamp.ts';

/** Of what changed in one of an entry's fields; the whole version can be shown by its button. */
const FIELD_LENGTH = 900;
const LINE_LENGTH = 300;
/** Lines that differ: what it takes to find out grows with their square, and a card has no room for as many. */
const MOST_CHANGES = 200;

interface Shown {
  readonly texts: Texts;
  readonly library: Library;
  /** Counted from 1, the newest; beyond the last one, the last one. */
  readonly page: number;
  readonly note?: string | undefined;
  readonly ids: {
    readonly page: (page: number) => string;
    readonly all: (version: EntryVersion) => string;
    readonly restore: (version: EntryVersion) => string;
    readonly putBack: string;
  };
}

/** One version of an entry: when it was written, what it changed, and how to have it again. */
export function entryHistoryMessage({ versions, removed }: EntryHistory, shown: Shown): MessageBody {
  const { texts, ids, note } = shown;
  const { history } = texts.faq;
  const count = versions.length;
  const page = Math.min(Math.max(Number.isNaN(shown.page) ? 1 : shown.page, 1), count);
  const version = versions[page - 1] ?? versions[0];
  const before = versions[page] ?? null;
  const standsThere = page === 1 && removed === null;
  const title = `**${history.version(count - page + 1, count)}**${standsThere ? ` – ${history.now}` : ''}`;
  const written = [timestamp(version.writtenAt, 'short'), ...memberOf(version.writtenBy, texts)];
  const isGone =
    page === 1 && removed !== null
      ? [
          `-# ${[history.removed(timestamp(removed.at, 'short')), ...memberOf(removed.by, texts)].join(' · ')}`,
        ]
      : [];
  const said =
    before === null
      ? [...(count === 1 ? [] : [history.first]), clamp(version.answer, FIELD_LENGTH)]
      : changesIn(before, version, shown);
  return message({
    ...(note === undefined ? {} : { content: note }),
    card: {
      title: version.question,
      text: clamp(
        [[title, `-# ${written.join(' · ')}`, ...isGone].join('\n'), ...said].join('\n\n'),
        2 * PAGE_LENGTH,
      ),
    },
    rows: [
      ...buttonRows([
        ...(count === 1
          ? []
          : [
              button(history.newer, ids.page(page - 1), { disabled: page === 1 }),
              button(history.older, ids.page(page + 1), { disabled: page === count }),
            ]),
        button(history.all, ids.all(version)),
      ]),
      ...buttonRows([
        ...(removed === null ? [] : [button(history.putBack, ids.putBack, { primary: true })]),
        ...(removed === null && !standsThere
          ? [button(history.restore, ids.restore(version), { primary: true })]
          : []),
      ]),
    ],
  });
}

/** A mention pings nobody: no message of the bot's does. */
function memberOf(id: string | null, { faq: { history } }: Texts): readonly string[] {
  return id === null ? [] : [history.by(`<@${id}>`)];
}

function changesIn(
  before: EntryVersion,
  after: EntryVersion,
  { texts, library }: Pick<Shown, 'texts' | 'library'>,
): readonly string[] {
  const { form } = texts.faq;
  const sectionOf = (version: EntryVersion) =>
    version.section === null
      ? []
      : [sectionIn(library, version.section, version.locale)?.heading ?? version.section.section];
  return [
    ...changed(form.question, [before.question], [after.question]),
    ...changed(form.answer, linesOf(before.answer), linesOf(after.answer)),
    ...changed(form.wordings, before.wordings, after.wordings),
    ...changed(form.section, sectionOf(before), sectionOf(after)),
  ];
}

/** What a field had and no longer has, and what it has instead, with a line around each; nothing where it is the same. */
function changed(label: string, before: readonly string[], after: readonly string[]): readonly string[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_CHANGES }) ?? [
    { removed: true, added: false, value: [...before] },
    { removed: false, added: true, value: [...after] },
  ];
  if (parts.every(({ added, removed }) => !added && !removed)) return [];
  const lines = parts.flatMap(({ added, removed, value }, at) => {
    const sign = added ? '+' : removed ? '-' : ' ';
    const shown = added || removed ? value : aroundChanges(value, at > 0, at < parts.length - 1);
    return shown.map((line) => `${sign} ${oneLine(line, LINE_LENGTH)}`);
  });
  return [`**${label}**\n${codeBlock(clamp(lines.join('\n'), FIELD_LENGTH), 'diff')}`];
}

/** Of lines that are the same, those next to a change. */
function aroundChanges(lines: readonly string[], follows: boolean, precedes: boolean): readonly string[] {
  const near = [...(follows ? lines.slice(0, 1) : []), ...(precedes ? lines.slice(-1) : [])];
  if (lines.length <= near.length) return lines;
  if (!follows) return ['…', ...near];
  return precedes ? [...near.slice(0, 1), '…', ...near.slice(1)] : [...near, '…'];
}

/** A sentence a line: in a paragraph on a phone, nobody finds the word that changed. */
function linesOf(text: string): readonly string[] {
  return text.split(/\n+|(?<=[.!?…。！？])[ \t]+/u).filter((line) => line.trim() !== '');
}
