/**
 * An answer that means something else as a part of a pack, such as one with a heading or a line `See: …` in it,
 * stands there in a code block of its own kind.
 */
const KIND = 'answer';

const BLOCK = new RegExp(`^(\`{3,})${KIND}\\n(?:([\\s\\S]*)\\n)?\\1$`);

export function answerBlock(answer: string): string {
  const longest = Math.max(2, ...[...answer.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${KIND}\n${answer}\n${fence}`;
}

/** The answer itself, whether it stands in such a block or not. */
export function readAnswer(text: string): string {
  return BLOCK.exec(text)?.[2] ?? text;
}
