import type { Library } from '../content/pack.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { Knowledge } from '../store/knowledge-store.ts';
import { inSlices } from '../time-slices.ts';
import type { SentenceEmbeddings } from './sentence-embeddings.ts';
import { buildServerKnowledge } from './server-knowledge.ts';
import type { ServerKnowledge } from './server-knowledge.ts';

/** What a server taught: searched by words at once, and by what texts mean once their vectors are there. */
export interface PreparedServer {
  readonly knowledge: ServerKnowledge;
  /** How many passages and topics are searched. */
  readonly size: number;
}

/** `articles` are the vectors of the library's texts: only what these lack is asked for. */
export async function prepareServer(
  serverId: string,
  knowledge: Knowledge,
  library: Library,
  sources: { readonly embeddings: SentenceEmbeddings; readonly articles: Promise<TextVectors | null> } | null,
): Promise<PreparedServer> {
  let serverKnowledge = await inSlices(serverId, buildServerKnowledge(knowledge, library));
  const takeVectors = async (
    embeddings: SentenceEmbeddings,
    articles: Promise<TextVectors | null>,
  ): Promise<void> => {
    const texts = serverKnowledge.textsOf((locale) => embeddings.understands(locale));
    const vectors = texts.length === 0 ? null : await vectorsFor(texts, embeddings, articles);
    if (vectors !== null) serverKnowledge = await inSlices(serverId, serverKnowledge.withVectors(vectors));
  };
  if (sources !== null) void takeVectors(sources.embeddings, sources.articles);
  return {
    get knowledge() {
      return serverKnowledge;
    },
    size: serverKnowledge.size,
  };
}

async function vectorsFor(
  texts: readonly string[],
  embeddings: SentenceEmbeddings,
  articles: Promise<TextVectors | null>,
): Promise<TextVectors | null> {
  const known = await articles;
  const missing = [...new Set(texts)].filter((text) => known?.get(text) === undefined);
  if (missing.length === 0) return known;
  const added = await embeddings.vectorsOf(missing, 'in memory');
  if (added === null) return null;
  return { dimensions: added.dimensions, get: (text) => added.get(text) ?? known?.get(text) };
}
