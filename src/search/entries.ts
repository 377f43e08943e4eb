import type { Pack, Passage } from '../content/pack.ts';

/** What competes for a question: a passage that answers it, or an uncovered topic, which says that nothing does. */
type Target =
  | { readonly kind: 'passage'; readonly passage: Passage }
  | { readonly kind: 'not covered'; readonly topic: string };

export interface IndexedEntry {
  readonly target: Target;
  /** Whole ways to ask for it, its own question first. */
  readonly wordings: readonly string[];
  /** What it is called, where that isn't a question. */
  readonly heading: string;
  readonly text: string;
}

/** What is one hit, by its passages: a section, however many of its paragraphs fit. */
export function hitKeyOf({ kind, index, id }: Passage): string {
  return kind === 'section' ? `section/${index}` : id;
}

export function entriesOf(pack: Pack): readonly IndexedEntry[] {
  const sections = pack.sections.flatMap((section) => section.paragraphs);
  return [
    ...pack.faq.map((passage) => passageEntry(passage, [passage.heading, ...passage.wordings], '')),
    ...pack.highlights.map((passage) => passageEntry(passage, passage.wordings, '')),
    ...sections.map((passage) => passageEntry(passage, passage.wordings, passage.heading)),
    ...pack.notCovered.map(({ topic, wordings }): IndexedEntry => ({
      target: { kind: 'not covered', topic },
      wordings: [topic, ...wordings],
      heading: '',
      text: '',
    })),
  ];
}

function passageEntry(passage: Passage, wordings: readonly string[], heading: string): IndexedEntry {
  return { target: { kind: 'passage', passage }, wordings, heading, text: passage.plain };
}
