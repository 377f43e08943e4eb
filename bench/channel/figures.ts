import { table } from '../../src/cli/table.ts';
import { answeredLine, type Line } from './hour.ts';
import { judge, VERDICTS, type Verdict } from './judge.ts';
import type { Played } from './play.ts';

/** The messages of one kind, and how many had each verdict. */
export interface Group {
  readonly name: string;
  readonly messages: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
}

/** The real questions, and all other messages, each by kind. */
export function groupsOf(played: readonly Played[]): {
  readonly questions: readonly Group[];
  readonly others: readonly Group[];
} {
  const isQuestion = ({ line }: Played) => line.question === true;
  return {
    questions: grouped(QUESTIONS, played.filter(isQuestion), kindOfQuestion),
    others: grouped(
      OTHERS,
      played.filter((one) => !isQuestion(one)),
      kindOfOther,
    ),
  };
}

/** The posts alone. */
export function groupsOfPosts(played: readonly Played[]): readonly Group[] {
  const { questions, others } = groupsOf(played);
  return [...questions, ...others].filter(({ messages }) => messages > 0);
}

function grouped<Kind extends string>(
  kinds: readonly Kind[],
  played: readonly Played[],
  kindOf: (line: Line) => Kind,
): readonly Group[] {
  return kinds.map((name) => {
    const verdicts: Partial<Record<Verdict, number>> = {};
    const own = played.filter(({ line }) => kindOf(line) === name);
    for (const { line, said } of own) {
      const verdict = judge(line.expected, said);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    }
    return { name, messages: own.length, verdicts };
  });
}

const QUESTIONS = [
  'mentions, the article tells',
  'mentions, it does not tell',
  'replies, the article tells',
  'replies, it does not tell',
  'posts, the article tells',
  'posts, it does not tell',
  'put to other people',
] as const;

function kindOfQuestion(line: Line): (typeof QUESTIONS)[number] {
  if (line.expected.kind === 'silence') return 'put to other people';
  const tells = line.expected.kind === 'answer' ? 'the article tells' : 'it does not tell';
  if (line.kind === 'post') return `posts, ${tells}`;
  return answeredLine(line) === null ? `mentions, ${tells}` : `replies, ${tells}`;
}

const OTHERS = [
  'small talk with the bot',
  'about the bot, to others',
  'posts about something else',
  'changes of messages',
  'bots and webhooks',
  'all else',
] as const;

function kindOfOther(line: Line): (typeof OTHERS)[number] {
  if (line.bot === true || line.webhook === true) return 'bots and webhooks';
  if (line.kind === 'edit') return 'changes of messages';
  if (line.kind === 'post') return 'posts about something else';
  if (line.expected.kind === 'small-talk') return 'small talk with the bot';
  return line.mentionsBot || answeredLine(line) !== null ? 'about the bot, to others' : 'all else';
}

export function groupsTable(title: string, groups: readonly Group[]): string {
  const shown = VERDICTS.filter((verdict) => groups.some(({ verdicts }) => verdicts[verdict] !== undefined));
  return table([
    [title, 'messages', ...shown],
    ...groups.map(({ name, messages, verdicts }) => [
      name,
      String(messages),
      ...shown.map((verdict) => String(verdicts[verdict] ?? 0)),
    ]),
  ]);
}

/** Each message that wasn't met as it should have been, with what the bot said. */
export function missesOf(played: readonly Played[]): readonly string[] {
  return played.flatMap(({ line, said }) => {
    const verdict = judge(line.expected, said);
    if (isAsWanted(line, verdict)) return [];
    const passages = 'passages' in said ? `: ${said.passages.join(', ')}` : '';
    return [`${line.id} "${line.title ?? line.content}" → ${verdict}${passages}`];
  });
}

/** A post is answered where that is sure, and else met with silence. */
function isAsWanted({ kind, expected }: Line, verdict: Verdict): boolean {
  switch (expected.kind) {
    case 'answer':
      return verdict === 'right';
    case 'not-covered':
      return verdict === (kind === 'post' ? 'silence' : 'says it does not say');
    case 'small-talk':
      return verdict === 'small talk';
    case 'silence':
      return verdict === 'silence';
  }
}
