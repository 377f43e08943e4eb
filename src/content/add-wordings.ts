import { inSlices, type Steps } from '../time-slices.ts';
import { insertLines } from './insert-lines.ts';
import type { Pack, Passage } from './pack.ts';
import { readLaidOut, type LaidOutPack, type PackPlace } from './parse.ts';
import { insertionsFor } from './wording-lines.ts';
import {
  answerOf,
  citable,
  newEntries,
  newTopics,
  topicLike,
  waysTo,
  wordingsFor,
  type WordingTarget,
  type WordingToAdd,
} from './wording-targets.ts';
import { foldQuestion, isAskable } from './wordings.ts';

/** What became of one of them. */
type AddedWording =
  /** `id`: the passage that it finds from now on; null for what isn't covered. */
  | { readonly kind: 'added'; readonly id: string | null }
  | { readonly kind: 'there already' }
  /** It leads to this question or topic already: no search could tell the two apart. */
  | { readonly kind: 'taken'; readonly by: string }
  /** The passage is gone, or takes none. */
  | { readonly kind: 'no such target' }
  /** It has no letter and no digit. */
  | { readonly kind: 'no words' }
  /** The text is written in a way in which no line could be added without changing what else it says. */
  | { readonly kind: 'unfit' };

export interface WithWordings {
  readonly text: string;
  /** In the order of what was to be added. */
  readonly added: readonly AddedWording[];
}

/**
 * Writes ways to ask into a pack's text. Nothing but new lines is written, and only where the pack, read again, says
 * what it said before and these wordings. Null where the text is no pack without errors.
 */
export async function addWordings(
  text: string,
  place: PackPlace,
  wordings: readonly WordingToAdd[],
): Promise<WithWordings | null> {
  return inSlices(AUTHOR, withWordings(text, place, wordings));
}

/** Takes turns with what else the program does. */
const AUTHOR = 'author';

function* withWordings(
  text: string,
  place: PackPlace,
  wordings: readonly WordingToAdd[],
): Steps<WithWordings | null> {
  const { laidOut } = yield* readLaidOut(text, place);
  if (laidOut === null) return null;
  const checked = check(laidOut.pack, wordings.map(tidied));
  const toAdd = checked.flatMap((one) => ('wording' in one ? [one] : []));
  const { text: written, added } = yield* write(text, place, laidOut, toAdd);
  let next = 0;
  return {
    text: written,
    added: checked.map((one) => {
      if (!('wording' in one)) return one;
      next += 1;
      return added[next - 1] ?? { kind: 'unfit' };
    }),
  };
}

function tidied({ wording, to }: WordingToAdd): WordingToAdd {
  return {
    wording: oneLine(wording),
    to: to.kind === 'not covered' ? { ...to, topic: oneLine(to.topic) } : to,
  };
}

/** Half a character can't be written to a file, and NUL cuts a text short. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Surrogate}\0]/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** What there is to add, and what became of the others. */
function check(pack: Pack, wordings: readonly WordingToAdd[]): readonly (WordingToAdd | AddedWording)[] {
  const claims = claimsIn(pack);
  return wordings.map((one): WordingToAdd | AddedWording => {
    const { wording, to } = one;
    const name = targetName(pack, to);
    if (name === null) return { kind: 'no such target' };
    const key = foldQuestion(wording);
    if (!isAskable(wording) || (to.kind === 'not covered' && !isAskable(to.topic)))
      return { kind: 'no words' };
    const taken = claims.get(key);
    if (taken !== undefined) return taken === name ? { kind: 'there already' } : { kind: 'taken', by: taken };
    const topicOf = to.kind === 'not covered' ? claims.get(foldQuestion(to.topic)) : undefined;
    if (topicOf !== undefined && topicOf !== name) return { kind: 'taken', by: topicOf };
    claims.set(key, name);
    return one;
  });
}

/** Which question or topic a way to ask leads to. */
function claimsIn({ faq, notCovered }: Pack): Map<string, string> {
  return new Map([
    ...faq.flatMap(({ heading, wordings }) =>
      [heading, ...wordings].map((way) => [foldQuestion(way), heading] as const),
    ),
    ...notCovered.flatMap(({ topic, wordings }) =>
      [topic, ...wordings].map((way) => [foldQuestion(way), topic] as const),
    ),
  ]);
}

function targetName(pack: Pack, to: WordingTarget): string | null {
  switch (to.kind) {
    case 'entry':
      return pack.faq.find(({ id }) => id === to.id)?.heading ?? null;
    case 'new entry': {
      const found = citable(pack, to.id);
      return found === undefined ? null : found.id;
    }
    case 'not covered':
      return topicLike(pack, to.topic) ?? to.topic;
  }
}

/** All at once where that can be; else, those that can. */
function* write(
  text: string,
  place: PackPlace,
  laidOut: LaidOutPack,
  wordings: readonly WordingToAdd[],
): Steps<WithWordings> {
  if (wordings.length === 0) return { text, added: [] };
  const written = insertLines(text, insertionsFor(text, laidOut, wordings));
  const after = (yield* readLaidOut(written, place)).laidOut;
  const added = after === null ? null : compare(laidOut.pack, after.pack, wordings);
  if (after !== null && added !== null) return { text: written, added };
  if (wordings.length === 1) return { text, added: [{ kind: 'unfit' }] };
  const half = Math.ceil(wordings.length / 2);
  const first = yield* write(text, place, laidOut, wordings.slice(0, half));
  const between = (yield* readLaidOut(first.text, place)).laidOut;
  if (between === null) return { text, added: wordings.map(() => ({ kind: 'unfit' })) };
  const second = yield* write(first.text, place, between, wordings.slice(half));
  return { text: second.text, added: [...first.added, ...second.added] };
}

/** What was added; null where the text now says anything more, or anything less. */
function compare(
  before: Pack,
  after: Pack,
  wordings: readonly WordingToAdd[],
): readonly AddedWording[] | null {
  const created = after.faq.slice(before.faq.length);
  const groups = newEntries(before, wordings);
  const wanted: Pack = {
    ...before,
    version: after.version,
    faq: [
      ...before.faq.map((entry) => ({
        ...entry,
        wordings: [...entry.wordings, ...wordingsFor(wordings, entry.id)],
      })),
      ...groups.map(({ passage, ways: [heading = '', ...more] }, at): Passage => {
        const { id = '', plain = '' } = created[at] ?? {};
        const text = answerOf(passage);
        const { markup, section } = passage;
        return {
          id,
          kind: 'faq',
          index: before.faq.length + at + 1,
          section,
          heading,
          text,
          markup,
          plain,
          wordings: more,
        };
      }),
    ],
    notCovered: [
      ...before.notCovered.map(({ topic, wordings: there }) => ({
        topic,
        wordings: [...there, ...waysTo(wordings, topic)],
      })),
      ...newTopics(before, wordings).map((topic) => ({ topic, wordings: waysTo(wordings, topic) })),
    ],
  };
  if (!isSame(wanted, after)) return null;
  return wordings.map(({ to }) => {
    switch (to.kind) {
      case 'entry':
        return { kind: 'added', id: to.id };
      case 'new entry': {
        const at = groups.findIndex(({ passage }) => passage.id === to.id);
        return { kind: 'added', id: created[at]?.id ?? null };
      }
      case 'not covered':
        return { kind: 'added', id: null };
    }
  });
}

/** Objects of the same reader and this file, whose keys may stand in another order. */
function isSame(one: Pack, other: Pack): boolean {
  const sorted = (_: string, value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(one, sorted) === JSON.stringify(other, sorted);
}
