import { signal } from '@preact/signals';
import type { Channel, Demonstration, Role, State, Trace } from '../protocol.ts';
import { sendCommand } from './actions.ts';
import { choiceNamed, pathOf } from './command-choices.ts';
import { guideTextsFor, type CardId } from './guide-texts.ts';
import { keep, readKept } from './kept.ts';
import type { Session } from './session.ts';

/** One thing to try, as somebody who may do it. */
export interface Card {
  readonly id: CardId;
  readonly role: Role;
  /** In English, with its subcommand. */
  readonly command: string;
  /** What is made up first, so that there is something to see. */
  readonly needs: Demonstration | null;
}

export const CARDS: readonly Card[] = [
  { id: 'ask', role: 'member', command: 'ask', needs: null },
  { id: 'review', role: 'moderator', command: 'faq review', needs: 'missed' },
  { id: 'pin', role: 'moderator', command: 'pin summary', needs: null },
  { id: 'stats', role: 'administrator', command: 'stats', needs: 'history' },
];

/** Questions that the bot can answer, in somebody's language where there are some. */
export function exampleQuestions({ examples }: State, locale: string): readonly string[] {
  return examples[locale.split('-')[0] ?? ''] ?? examples['en'] ?? [];
}

/** Becomes who may do it, where it can be done, and does it, or begins what is then only to be sent. */
export async function begin({ id, role, command, needs }: Card, session: Session): Promise<void> {
  const { state, channel, feed } = session;
  // Nothing is said in a forum itself.
  const isFitting = ({ place: where, kind }: Channel): boolean => where === 'server' && kind !== 'forum';
  const place = isFitting(channel) ? channel : state.channels.find(isFitting);
  await session.become({ role, ...(place === undefined ? {} : { channel: place.id }) });
  const { locale } = session.persona;
  try {
    if (needs !== null) await session.demonstrate(needs);
  } catch (error) {
    const text = error instanceof TypeError ? session.texts.unreachable : guideTextsFor(locale).failed;
    return feed.fail({ text, interaction: null }, null);
  }
  const choice = choiceNamed(command, session);
  if (id === 'ask' || choice === undefined) {
    const [question = ''] = id === 'ask' ? exampleQuestions(state, locale) : [];
    session.begun.value = { line: `/${choice?.title ?? command} ${question}` };
    return undefined;
  }
  return sendCommand(session, { kind: 'command', command: choice.command, ...pathOf(choice), values: {} });
}

const DONE = 'guide-done';
const HIDDEN = 'guide-hidden';

/** Whether it was put away, and which cards are done; this tab remembers both. */
export function createGuide({ state }: Pick<Session, 'state'>) {
  const isHidden = signal(readKept(HIDDEN) === true);
  const done = signal(keptDone(state.run));
  return {
    isHidden,
    done,
    hide(hidden: boolean): void {
      isHidden.value = hidden;
      keep(HIDDEN, hidden);
    },
    /** A card is done when its command was answered to whom it is for, whichever way it was used. */
    look(traces: readonly Trace[]): void {
      const personOf = (role: Role) => state.people.find((one) => one.role === role)?.id;
      const found = CARDS.filter(({ command, role }) =>
        traces.some(
          ({ title, typing, by, reply }) =>
            title === `/${command}` && !typing && by === personOf(role) && reply?.status === 200,
        ),
      ).map(({ id }) => id);
      if (found.every((id) => done.peek().has(id))) return;
      done.value = new Set([...done.peek(), ...found]);
      keep(DONE, { run: state.run, done: [...done.value] });
    },
  };
}

export type Guide = ReturnType<typeof createGuide>;

/** What was done in another run of the program is to be done again. */
function keptDone(run: string): ReadonlySet<CardId> {
  const kept = readKept(DONE);
  if (typeof kept !== 'object' || kept === null || !('run' in kept) || kept.run !== run) return new Set();
  const ids: unknown = 'done' in kept ? kept.done : null;
  return new Set(CARDS.map(({ id }) => id).filter((id) => Array.isArray(ids) && ids.includes(id)));
}
