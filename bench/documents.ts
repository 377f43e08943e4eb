import type { Pack, Passage } from '../src/content/pack.ts';

/** One text that the peers index. Together they hold all that we read in a pack. */
export interface Document {
  /** Its place in the list. */
  readonly id: number;
  readonly part: 'wording' | 'heading' | 'text';
  readonly text: string;
  /** Documents of one entry answer the same. */
  readonly entry: string;
  /** Null for a topic that the article doesn't cover. */
  readonly passage: Passage | null;
}

type Unnumbered = Omit<Document, 'id'>;

export function documentsOf(pack: Pack): readonly Document[] {
  const paragraphs = pack.sections.flatMap((section) => section.paragraphs);
  return [
    ...pack.faq.flatMap((passage) => passageDocuments(passage, passage.id, 'wording')),
    ...pack.highlights.flatMap((passage) => passageDocuments(passage, passage.id, null)),
    // A section is one hit however many of its paragraphs fit.
    ...paragraphs.flatMap((passage) => passageDocuments(passage, `section/${passage.index}`, 'heading')),
    ...pack.notCovered.flatMap(({ topic, wordings }) =>
      [topic, ...wordings].map((text): Unnumbered => ({
        part: 'wording',
        text,
        entry: `not covered/${topic}`,
        passage: null,
      })),
    ),
  ]
    .filter(({ text }) => text.trim() !== '')
    .map((document, id) => ({ id, ...document }));
}

function passageDocuments(
  passage: Passage,
  entry: string,
  heading: 'wording' | 'heading' | null,
): readonly Unnumbered[] {
  return [
    ...(heading === null ? [] : [{ part: heading, text: passage.heading, entry, passage }]),
    ...passage.wordings.map((text): Unnumbered => ({ part: 'wording', text, entry, passage })),
    { part: 'text', text: passage.text, entry, passage },
  ];
}
