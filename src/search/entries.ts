import type { Pack, Passage } from '../content/pack.ts';

/** What competes for a question: a passage that answers it, or a line that says that nothing does. */
type Target =
  | { readonly kind: 'passage'; readonly passage: Passage }
  | { readonly kind: 'not covered'; readonly line: string };

export interface Entry {
  readonly target: Target;
  /** Whole ways to ask for it, its own question first. */
  readonly wordings: readonly string[];
  /** What it is called, where that isn't a question. */
  readonly heading: string;
  readonly text: string;
}

export function entriesOf(pack: Pack): readonly Entry[] {
  const sections = pack.sections.flatMap((section) => section.paragraphs);
  return [
    ...pack.faq.map((passage) => passageEntry(passage, [passage.heading, ...passage.wordings], '')),
    ...pack.highlights.map((passage) => passageEntry(passage, passage.wordings, '')),
    ...sections.map((passage) => passageEntry(passage, passage.wordings, passage.heading)),
    ...pack.notCovered.map(({ line, wordings }): Entry => ({
      target: { kind: 'not covered', line },
      wordings: [line, ...wordings],
      heading: '',
      text: '',
    })),
  ];
}

function passageEntry(passage: Passage, wordings: readonly string[], heading: string): Entry {
  return { target: { kind: 'passage', passage }, wordings, heading, text: passage.plain };
}
