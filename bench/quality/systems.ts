import type { Outcome } from '../../src/answers/outcome.ts';
import type { Pack } from '../../src/content/pack.ts';
import type { PackQuestions } from '../data-set.ts';
import { openFootnote } from '../footnote.ts';
import type { Peer } from '../peers/peer.ts';
import { bestThreshold, decide, openRanking } from './peer-answers.ts';
import type { Ranking } from './peer-answers.ts';

/** Something that answers questions from a pack: we, or a peer. */
export interface System {
  /** As `--only` knows it. */
  readonly name: string;
  /** As tables show it. */
  readonly label: string;
  readonly slow: boolean;
  /** Whether its confidence means a probability. */
  readonly calibrated: boolean;
  /** Null where it can't be opened here. */
  open(pack: Pack): Promise<Opened | null>;
}

interface Opened {
  ask(question: string): Promise<Outcome>;
  close(): Promise<void>;
}

export const FOOTNOTE: System = {
  name: 'us',
  label: 'Footnote',
  slow: false,
  calibrated: true,
  open: (pack) => openFootnote(pack, { vectors: false }),
};

export const FOOTNOTE_WITH_VECTORS: System = {
  name: 'us-vectors',
  label: 'Footnote, models',
  slow: false,
  calibrated: true,
  open: (pack) => openFootnote(pack, { vectors: true }),
};

/** A peer with the threshold that suits it best on `development`; without one, it always answers. */
export async function peerSystem(peer: Peer, development: PackQuestions | null): Promise<System> {
  const threshold = development === null ? Number.NEGATIVE_INFINITY : await tune(peer, development);
  return {
    name: peer.name,
    label: peer.label,
    slow: peer.slow ?? false,
    calibrated: false,
    open: async (pack) => {
      const rank = await openRanking(peer, pack);
      return {
        ask: async (question) => decide(await rank(question), threshold, pack),
        close: () => Promise.resolve(),
      };
    },
  };
}

async function tune(peer: Peer, { pack, questions }: PackQuestions): Promise<number> {
  const rank = await openRanking(peer, pack);
  const rankings: { question: PackQuestions['questions'][number]; ranking: Ranking }[] = [];
  for (const question of questions) rankings.push({ question, ranking: await rank(question.query) });
  return bestThreshold(rankings, pack);
}
