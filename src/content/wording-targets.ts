import { passagesOf, type Pack, type Passage } from './pack.ts';
import { foldQuestion } from './wordings.ts';

/** Where a way to ask is to stand. */
export type WordingTarget =
  /** Below `Also asked:` of this entry. */
  | { readonly kind: 'entry'; readonly id: string }
  /** As a question of its own, which this passage of a section, or this highlight, answers. */
  | { readonly kind: 'new entry'; readonly id: string }
  /** Below this line of `Not covered`, which is written where it isn't there. */
  | { readonly kind: 'not covered'; readonly topic: string };

export interface WordingToAdd {
  readonly wording: string;
  readonly to: WordingTarget;
}

export function wordingsFor(wordings: readonly WordingToAdd[], id: string): readonly string[] {
  return wordings.flatMap(({ wording, to }) => (to.kind === 'entry' && to.id === id ? [wording] : []));
}

export interface NewEntry {
  readonly passage: Passage;
  /** The first is its question. */
  readonly ways: readonly string[];
}

export function newEntries(pack: Pack, wordings: readonly WordingToAdd[]): readonly NewEntry[] {
  const asked = wordings.flatMap(({ wording, to }) =>
    to.kind === 'new entry' ? [{ wording, id: to.id }] : [],
  );
  return [...new Set(asked.map(({ id }) => id))].flatMap((id) => {
    const passage = citable(pack, id);
    const ways = asked.filter((one) => one.id === id).map(({ wording }) => wording);
    return passage === undefined ? [] : [{ passage, ways }];
  });
}

export function newTopics(pack: Pack, wordings: readonly WordingToAdd[]): readonly string[] {
  const asked = wordings.flatMap(({ to }) => (to.kind === 'not covered' ? [to.topic] : []));
  const byKey = new Map(asked.toReversed().map((topic) => [foldQuestion(topic), topic]));
  return [...new Set(asked.map(foldQuestion))].flatMap((key) => {
    const topic = byKey.get(key);
    return topic === undefined || topicLike(pack, topic) !== undefined ? [] : [topic];
  });
}

/** What is to stand below a topic: all but its own words. */
export function waysTo(wordings: readonly WordingToAdd[], topic: string): readonly string[] {
  const key = foldQuestion(topic);
  return wordings.flatMap(({ wording, to }) =>
    to.kind === 'not covered' && foldQuestion(to.topic) === key && foldQuestion(wording) !== key
      ? [wording]
      : [],
  );
}

export function citable(pack: Pack, id: string): Passage | undefined {
  return passagesOf(pack).find((one) => one.id === id && one.kind !== 'faq');
}

export function topicLike({ notCovered }: Pack, topic: string): string | undefined {
  return notCovered.find((one) => foldQuestion(one.topic) === foldQuestion(topic))?.topic;
}

/** A passage's text without the headings that lead to it: the question takes their place. */
export function answerOf({ text }: Passage): string {
  return text.replace(/^(?:#{1,6}[ \t][^\n]*\n+)+/, '');
}
