import type { PassageVotes, ServerMemory } from '../../src/answers/servers.ts';
import type {
  UncoveredTopic,
  AddedWording,
  ServerEntry,
  Knowledge,
} from '../../src/store/knowledge-store.ts';

/** What a server's moderators added, as if it came from a database. */
export interface Memory extends ServerMemory {
  knowledge: Knowledge;
  votes: readonly PassageVotes[];
  /** Thrown by whatever is read, where it isn't null. */
  failure: Error | null;
  /** How often each was read. */
  readonly read: { knowledge: number; votes: number };
}

export function memoryOf(parts: Partial<Knowledge> = {}): Memory {
  const memory: Memory = {
    knowledge: { revision: 1, entries: [], wordings: [], uncoveredTopics: [], ...parts },
    votes: [],
    failure: null,
    read: { knowledge: 0, votes: 0 },
    async knowledgeOf() {
      memory.read.knowledge += 1;
      await Promise.resolve();
      if (memory.failure !== null) throw memory.failure;
      return memory.knowledge;
    },
    async votesOf() {
      memory.read.votes += 1;
      await Promise.resolve();
      if (memory.failure !== null) throw memory.failure;
      return memory.votes;
    },
  };
  return memory;
}

export function entry(id: string, question: string, parts: Partial<ServerEntry> = {}): ServerEntry {
  return {
    id,
    locale: 'en',
    question,
    answer: `The answer of ${id}.`,
    wordings: [],
    section: null,
    author: null,
    taughtFrom: null,
    createdAt: 0,
    updatedAt: 0,
    ...parts,
  };
}

export function wording(passageId: string, text: string, slug = 'ferry'): AddedWording {
  return { passage: { slug, locale: 'en', id: passageId }, wording: text };
}

export function topic(id: string, question: string): UncoveredTopic {
  return { id, locale: 'en', question };
}
