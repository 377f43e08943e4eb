import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { BroadcastChannel } from 'node:worker_threads';
import { COMPILED } from './compiled.ts';

/** Each test file has a channel of its own. */
const CHANNEL = `footnote-held-${process.pid}-`;
let channels = 0;

/** What an order says when it begins: its texts, or the question and the passage's heading. */
interface Begun {
  readonly begun: readonly string[];
  readonly threadId: number;
}

/**
 * Models whose orders say that they have begun and by which thread, and are done when the test says so. A vector lies between
 * its text's length and one, and a reading is the length of the heading. `deadly` ends the thread; what comes with `unreadable` can't be
 * read.
 */
export async function holdModel() {
  channels += 1;
  const name = `${CHANNEL}${channels}`;
  const home = await mkdtemp(join(tmpdir(), 'footnote-held-'));
  const file = join(home, 'worker.mjs');
  await writeFile(file, workerOn(name));
  const channel = new BroadcastChannel(name);
  const begun: Begun[] = [];
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- its types know no other
  channel.onmessage = (event) => {
    const { data } = event as { readonly data: Begun };
    begun.push(data);
  };
  return {
    worker: pathToFileURL(file),
    begun,
    /** Lets what is being computed finish. */
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- it is no window
    go: () => channel.postMessage('go'),
    async close() {
      channel.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

const workerOn = (channel: string) => `
import { BroadcastChannel, threadId } from 'node:worker_threads';
import { serveModels } from ${JSON.stringify(new URL('serve-models.js', COMPILED).href)};
const channel = new BroadcastChannel(${JSON.stringify(channel)});
let go = () => {};
channel.onmessage = ({ data }) => { if (data === 'go') go(); };
async function hold(texts) {
  if (texts.includes('deadly')) process.exit(9);
  const gone = new Promise((resolve) => { go = resolve; });
  channel.postMessage({ begun: texts, threadId });
  await gone;
  if (texts.includes('unreadable')) throw new Error('no such word');
}
await serveModels(async () => ({
  async embed(texts) {
    await hold(texts);
    return { dimensions: 2, values: Float32Array.from(texts.flatMap(({ length }) => [length, 1])) };
  },
  async read(question, { heading }) {
    await hold([question, heading]);
    return { answers: heading.length, sentences: [] };
  },
}));`;
