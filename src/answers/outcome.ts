import type { Pack, Passage, Section } from '../content/pack.ts';
import type { Hit } from '../search/hit.ts';
import type { UncoveredTopic, ServerEntry } from '../store/knowledge-store.ts';

/** A passage, and the pack that it stands in. */
export interface PackPassage {
  readonly pack: Pack;
  readonly passage: Passage;
  /** Where the moderators of the server added it: `pack` then holds nothing but the server's own entries. */
  readonly added?: Added;
}

interface Added {
  readonly entry: ServerEntry;
  /** The section that it cites, and its article; null where it cites none, or one that is gone. */
  readonly cites: { readonly pack: Pack; readonly section: Section } | null;
}

export type RankedPassage = PackPassage & Hit;

/** What became of a question. */
export type Outcome =
  /** Sure enough. */
  | { readonly outcome: 'answer'; readonly best: RankedPassage; readonly ranking: readonly RankedPassage[] }
  /** Up to three passages to choose from, best first. */
  | {
      readonly outcome: 'suggestions';
      readonly suggestions: readonly RankedPassage[];
      readonly ranking: readonly RankedPassage[];
    }
  /** The article doesn't tell. */
  | {
      readonly outcome: 'none';
      /** How sure it is that something was found after all. */
      readonly confidence: number;
      /** The pack whose topic matched, else the one that the asker would have been answered from; null where there is no content. */
      readonly pack: Pack | null;
      readonly notCovered: string | null;
      /** The question, added by the server's moderators as one that can't be answered, that this one repeats. */
      readonly uncoveredTopic?: UncoveredTopic;
      readonly ranking: readonly RankedPassage[];
    };
