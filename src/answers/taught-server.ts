import type { Library } from '../content/pack.ts';
import type { TextVectors } from '../search/embedder.ts';
import type { Knowledge } from '../store/store.ts';
import { inSlices } from '../time-slices.ts';
import type { Meaning } from './meaning.ts';
import { teach } from './taught.ts';
import type { Taught } from './taught.ts';

/** What a server taught: searched by words at once, and by what texts mean once their vectors are there. */
export interface TaughtServer {
  readonly taught: Taught;
  /** How many passages and topics are searched. */
  readonly size: number;
}

/** `articles` are the vectors of the library's texts: only what these lack is asked for. */
export async function createTaughtServer(
  serverId: string,
  knowledge: Knowledge,
  library: Library,
  sources: { readonly meaning: Meaning; readonly articles: Promise<TextVectors | null> } | null,
): Promise<TaughtServer> {
  let taught = await inSlices(serverId, teach(knowledge, library));
  const takeVectors = async (meaning: Meaning, articles: Promise<TextVectors | null>): Promise<void> => {
    const texts = taught.textsOf((locale) => meaning.understands(locale));
    const vectors = texts.length === 0 ? null : await vectorsFor(texts, meaning, articles);
    if (vectors !== null) taught = await inSlices(serverId, taught.withVectors(vectors));
  };
  if (sources !== null) void takeVectors(sources.meaning, sources.articles);
  return {
    get taught() {
      return taught;
    },
    size: taught.size,
  };
}

async function vectorsFor(
  texts: readonly string[],
  meaning: Meaning,
  articles: Promise<TextVectors | null>,
): Promise<TextVectors | null> {
  const known = await articles;
  const missing = [...new Set(texts)].filter((text) => known?.get(text) === undefined);
  if (missing.length === 0) return known;
  const added = await meaning.vectorsOf(missing, 'in memory');
  if (added === null) return null;
  return { dimensions: added.dimensions, get: (text) => added.get(text) ?? known?.get(text) };
}
