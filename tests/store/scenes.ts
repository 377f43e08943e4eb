import type { PassageReference } from '../../src/content/pack.ts';
import { entryRevision, type EntryDraft } from '../../src/content/entry.ts';
import type { LivingPin } from '../../src/store/pin-store.ts';
import type { AddedEntries, ServerEntry, NewEntry } from '../../src/store/knowledge-store.ts';
import type { AskedQuestion } from '../../src/store/question-store.ts';
import type { Vote } from '../../src/store/store.ts';

export const SERVER = '1100000000000000001';
export const OTHER_SERVER = '1100000000000000002';
/** Noon, so that an hour more or less is the same day. */
export const NOW = Date.UTC(2026, 7, 1, 12);

export const passage = (id = 'faq/what-is-r1', slug = 'deepseek'): PassageReference => ({
  slug,
  locale: 'en',
  id,
});

export const entry = (question = 'Where do I get my badge?'): NewEntry => ({
  locale: 'en',
  question,
  answer: 'At the desk.',
  wordings: [],
  section: null,
});

export const asked = (
  text: string,
  outcome: AskedQuestion['outcome'] = 'none',
  at = NOW,
): { text: string; locale: string; outcome: AskedQuestion['outcome']; at: number } => ({
  text,
  locale: 'en',
  outcome,
  at,
});

export const vote = (change: Partial<Vote> = {}): Vote => ({
  voter: 'a keyed hash',
  passage: passage(),
  helpful: true,
  question: null,
  at: NOW,
  ...change,
});

export const pin = (change: Partial<LivingPin> = {}): LivingPin => ({
  serverId: SERVER,
  channelId: '1300000000000000001',
  messageId: '1400000000000000001',
  slug: 'deepseek',
  locale: 'en',
  part: 'summary',
  version: 'one',
  pinnedAt: NOW,
  until: null,
  gone: false,
  ...change,
});

/** Fails where they were not added. */
export function entriesOf(result: AddedEntries): readonly ServerEntry[] {
  if (result.did !== 'added') throw new Error(`Nothing was added: ${result.did}.`);
  return result.entries;
}

/** Of an entry as it was added. */
export const seen = (one: EntryDraft | undefined): string => (one === undefined ? '' : entryRevision(one));
