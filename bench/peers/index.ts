import { cosine } from './cosine.ts';
import { flexSearch, flexSearchTuned } from './flexsearch.ts';
import { fuse, fuseTuned } from './fuse.ts';
import { miniSearch, miniSearchTuned } from './minisearch.ts';
import { nlpJs } from './nlpjs.ts';
import { orama, oramaTuned } from './orama.ts';
import type { Peer } from './peer.ts';

/** As their READMEs begin: for speed. */
export const PLAIN_PEERS: readonly Peer[] = [miniSearch, orama, flexSearch, fuse];

/** Those that are better tuned only so: for quality. */
export const QUALITY_PEERS: readonly Peer[] = [
  cosine,
  fuse,
  fuseTuned,
  miniSearch,
  miniSearchTuned,
  oramaTuned,
  flexSearchTuned,
  nlpJs,
];
