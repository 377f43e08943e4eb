import { setTimeout as after } from 'node:timers/promises';
import { autocompleteInteraction, slashInteraction } from '../../src/playground/interactions.ts';
import { moderatorIn, type Send } from './rig.ts';

/** What members of another server waited for their first response meanwhile, in milliseconds. */
export interface Waits {
  readonly most: number;
  readonly p99: number;
  /** The longest time in which nothing else ran. */
  readonly block: number;
}

const EVERY = 20;
const SERVER = '900000000000000002';

/** Every 20 ms somebody of another server does something, as long as `work` takes, and a second at least. */
export async function waitsDuring(send: Send, work: () => Promise<unknown>): Promise<Waits> {
  const waits: Promise<number>[] = [];
  let block = 0;
  const over = new AbortController();
  const start = performance.now();
  const members = (async () => {
    for (let turn = 0; !over.signal.aborted || turn * EVERY < 1_000; turn += 1) {
      const due = start + turn * EVERY;
      // oxlint-disable-next-line no-await-in-loop -- one after the other is the point
      await after(Math.max(0, due - performance.now()));
      // Whoever came while nothing ran has waited since.
      const late = performance.now() - due;
      block = Math.max(block, late);
      waits.push(send(actionOf(turn)).then(({ first }) => late + first));
    }
  })();
  await work();
  over.abort();
  await members;
  const ascending = (await Promise.all(waits)).toSorted((one, other) => one - other);
  return {
    most: ascending.at(-1) ?? 0,
    p99: ascending[Math.floor((ascending.length - 1) * 0.99)] ?? 0,
    block,
  };
}

function actionOf(turn: number) {
  const scene = moderatorIn(SERVER);
  switch (turn % 3) {
    case 0:
      return slashInteraction(scene, { name: 'help' });
    case 1:
      return slashInteraction(scene, { name: 'ask', values: { question: 'how much did it cost to train' } });
    default:
      return autocompleteInteraction(scene, { name: 'ask', focused: 'question', typed: 'what does' });
  }
}
