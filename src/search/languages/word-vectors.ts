/** What single words of a language mean, as unit vectors, and how common they are. */
export interface WordVectors {
  /** Undefined for a word that isn't among the language's commonest. */
  readonly vectorOf: (word: string) => Float32Array | undefined;
  /** 0 for the commonest word; undefined for one that is rare, a name, or no word at all. */
  readonly rankOf: (word: string) => number | undefined;
}

/** As it stands in a file: words, commonest first, separated by spaces; a row of signed bytes a word, as base64. */
export interface WordVectorData {
  readonly dimensions: number;
  readonly words: string;
  readonly vectors: string;
}

export function readWordVectors({ dimensions, words, vectors }: WordVectorData): WordVectors {
  const ranks = new Map(words.split(' ').map((word, rank) => [word, rank]));
  const bytes = Buffer.from(vectors, 'base64');
  const numbers = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Packs have most of their words in common: each vector is there once.
  const units: (Float32Array | undefined)[] = [];
  return {
    vectorOf: (word) => {
      const rank = ranks.get(word);
      if (rank === undefined) return undefined;
      return (units[rank] ??= unit(
        Float32Array.from(numbers.subarray(rank * dimensions, (rank + 1) * dimensions)),
      ));
    },
    rankOf: (word) => ranks.get(word),
  };
}

function unit(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const length = Math.sqrt(squares);
  return vector.map((value) => value / length);
}
