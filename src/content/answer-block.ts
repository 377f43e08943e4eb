import { plainTextOfDiscord } from '../markdown/discord.ts';
import type { Block } from './markdown.ts';
import type { Passage } from './pack.ts';

/**
 * An answer in Discord's Markdown stands in a pack in a block of code of its own kind, and goes out as it stands there:
 * what people typed into Discord means something else as CommonMark.
 */
const KIND = 'answer';

export function answerBlock(answer: string): string {
  const longest = Math.max(2, ...[...answer.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}${KIND}\n${answer}\n${fence}`;
}

export function isAnswerBlock(block: Block): block is Extract<Block, { kind: 'code' }> {
  return block.kind === 'code' && block.language === KIND;
}

/** What a passage says whose answer is in Discord's Markdown. */
export function typedAnswer(answer: string): Pick<Passage, 'text' | 'markup' | 'plain'> {
  return { text: answer, markup: 'discord', plain: plainTextOfDiscord(answer) };
}
