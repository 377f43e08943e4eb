/** Words of grammar, which tuned peers leave out. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about am an and any anyone are aren't arent as at be been being but by can can't cant could did didn't didnt do does
  doesn't doesnt doing don't dont for from had has have having he her here him his how how's hows i i'd i'll i'm i've if
  im in into is isn't isnt it it's its ive just like me my no of oh ok on or our out please pls she should so some
  someone still that that's thats the their them then there there's theres these they this those to too um up us was
  we were what what's whats when where where's wheres which who who's whos whose why will with would yes you you're your
  youre`.split(/\s+/),
);

export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word.toLowerCase().replaceAll('’', "'"));
}

/** The question as it is where nothing else would be left. */
export function withoutStopWords(question: string): string {
  const words = question.split(/[^\p{L}\p{M}\p{N}'’]+/u).filter((word) => word !== '');
  const content = words.filter((word) => !isStopWord(word));
  return (content.length === 0 ? words : content).join(' ');
}
