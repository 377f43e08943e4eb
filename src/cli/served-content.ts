import { ARTICLES } from '../answers/create-answers.ts';
import { indexLibrary, type LexicalLibrary } from '../answers/indexed-library.ts';
import { createPopularity, type Popularity } from '../answers/popularity.ts';
import type { SentenceEmbeddings } from '../answers/sentence-embeddings.ts';
import type { Library, Pack } from '../content/pack.ts';
import { inLibraryOrder } from '../content/pack-order.ts';
import type { AppContext } from '../discord/dispatch.ts';
import { createKeyedMutex } from '../keyed-mutex.ts';
import { inSlices } from '../time-slices.ts';

/** An article that stands in no folder. */
export interface OwnPack {
  readonly pack: Pack;
  /** Whether the folder's serves instead, once there is one with the same command and language. */
  readonly yieldsToFolder: boolean;
}

/** What the bot answers from: the folder's articles as they change, and others that are in memory alone. */
export interface ServedContent {
  /** The one that answers now. */
  readonly context: () => AppContext;
  /** What the folder holds. */
  readonly folder: () => Library;
  /** Both reject where the library can't be used; what was served serves on. */
  readonly followFolder: (library: Library) => Promise<void>;
  readonly serveBeside: (own: readonly OwnPack[]) => Promise<void>;
  /** Serves the same, but remembers nothing of what was asked. */
  readonly beginAnew: () => Promise<void>;
  /** Tells each change, one listener after the other, and waits for each; no more once what it returns is called. */
  readonly onContext: (listener: ContextListener) => () => void;
}

type ContextListener = (context: AppContext) => void | Promise<void>;

/** @param open for `own`, packs that nothing on disk may tell of */
export async function createServedContent(
  first: Library,
  open: (
    library: Library,
    parts: {
      readonly indexed: LexicalLibrary;
      readonly own: readonly Pack[];
      /** What is asked most outlives a change of the content. */
      readonly popularity: Popularity;
    },
  ) => AppContext,
): Promise<ServedContent> {
  let folder = first;
  let beside: readonly OwnPack[] = [];
  let indexed = await inSlices(ARTICLES, indexLibrary(first));
  let popularity = createPopularity();
  let context = open(first, { indexed, own: [], popularity });
  const listeners = new Set<ContextListener>();
  const inTurn = createKeyedMutex();

  async function serve(nextFolder: Library, nextBeside: readonly OwnPack[]): Promise<void> {
    const own = nextBeside
      .filter(({ pack, yieldsToFolder }) => !yieldsToFolder || !holds(nextFolder, pack))
      .map(({ pack }) => pack);
    const library = inLibraryOrder([...own, ...nextFolder.filter((pack) => !holds(own, pack))]);
    // Members are answered meanwhile.
    const changed = await inSlices(ARTICLES, indexed.changedTo(library));
    context = open(library, { indexed: changed, own, popularity });
    indexed = changed;
    folder = nextFolder;
    beside = nextBeside;
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    for (const tell of listeners) await tell(context);
  }

  return {
    context: () => context,
    folder: () => folder,
    followFolder: (library) => inTurn('serve', () => serve(library, beside)),
    serveBeside: (own) => inTurn('serve', () => serve(folder, own)),
    beginAnew: () =>
      inTurn('serve', () => {
        popularity = createPopularity();
        return serve(folder, beside);
      }),
    onContext(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function holds(packs: readonly Pack[], { slug, locale }: Pick<Pack, 'slug' | 'locale'>): boolean {
  return packs.some((one) => one.slug === slug && one.locale === locale);
}

/** The same, but what these texts mean is kept in memory alone. */
export function withTextsInMemory(
  embeddings: SentenceEmbeddings,
  own: ReadonlySet<string>,
): SentenceEmbeddings {
  return {
    ...embeddings,
    async vectorsOf(texts, kept) {
      const apart = texts.filter((text) => own.has(text));
      const others = texts.filter((text) => !own.has(text));
      if (apart.length === 0) return embeddings.vectorsOf(texts, kept);
      const inMemory = await embeddings.vectorsOf(apart, 'in memory');
      if (inMemory === null || others.length === 0) return inMemory;
      const rest = await embeddings.vectorsOf(others, kept);
      return rest === null
        ? null
        : { dimensions: rest.dimensions, get: (text) => inMemory.get(text) ?? rest.get(text) };
    },
  };
}
