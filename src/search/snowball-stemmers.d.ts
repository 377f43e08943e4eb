declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string;
  }
  const snowball: {
    /** Throws where `algorithm` is none of its names, such as `english`. */
    newStemmer(algorithm: string): Stemmer;
  };
  export default snowball;
}
