import type { Locale } from '../content/pack.ts';
import type { SearchIndex, SearchResult } from '../search/hit.ts';
import type { SentenceEmbeddings } from './sentence-embeddings.ts';

/** A question that is put to several packs: its vector is computed once for all that correct its spelling alike. */
export interface QuestionSearch {
  readonly question: string;
  /** The pack's likeliest passages, judged by as much as could be had in time. `maxRead` of them are read at most. */
  search(index: SearchIndex, locale: Locale, maxRead: number): Promise<SearchResult>;
  /** Whether who asks the same again gets no more. Only known once all searches are done. */
  readonly isFinal: boolean;
}

export function searchQuestion(question: string, embeddings: SentenceEmbeddings | null): QuestionSearch {
  const vectors = new Map<string, ReturnType<SentenceEmbeddings['vectorOf']>>();
  let isFinal = true;

  const vectorOf = async (text: string): Promise<Float32Array | null> => {
    if (embeddings === null) return null;
    const vector = await (vectors.get(text) ?? remember(text, embeddings.vectorOf(text)));
    if (vector === 'late') isFinal = false;
    return vector instanceof Float32Array ? vector : null;
  };
  const remember = (text: string, vector: ReturnType<SentenceEmbeddings['vectorOf']>) => {
    vectors.set(text, vector);
    return vector;
  };

  return {
    question,
    async search(index, locale, maxRead) {
      const text = embeddings === null ? null : index.textToEmbed(question);
      const vector = text === null ? null : await vectorOf(text);
      const candidates = index.candidates(question, vector);
      if (embeddings === null || text === null || vector === null || !embeddings.reads(locale)) {
        return candidates.judged(null);
      }
      const toRead = candidates.toRead.slice(0, maxRead);
      const readings = toRead.length === 0 ? 'failed' : await embeddings.read(text, toRead);
      if (readings === 'late') isFinal = false;
      return candidates.judged(typeof readings === 'string' ? null : readings);
    },
    get isFinal() {
      return isFinal;
    },
  };
}
