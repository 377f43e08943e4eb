import { load } from './load.ts';
import type { MakeInteraction, Requests } from './requests.ts';
import type { ServerProcess } from '../server-process.ts';

export interface MemorySample {
  /** Answered so far. */
  readonly requests: number;
  /** In bytes, after a collection. */
  readonly heap: number;
  readonly resident: number;
}

const REQUESTS = 100_000;
const STEP = 20_000;
const AT_ONCE = 5_000;
const CONNECTIONS = 16;

/** How much it holds while it answers 100,000 requests, each another kind in turn. */
export async function measureMemory(
  server: ServerProcess,
  requests: Requests,
  kinds: readonly MakeInteraction[],
): Promise<readonly MemorySample[]> {
  const mixed: MakeInteraction = (at) => {
    const make = kinds[at % kinds.length];
    if (make === undefined) throw new Error('There is no kind of request.');
    return make(at);
  };
  const samples: MemorySample[] = [{ requests: 0, ...(await server.memory()) }];
  for (let done = 0; done < REQUESTS; done += AT_ONCE) {
    await load(
      [server.port],
      requests.sign(AT_ONCE, (at) => mixed(done + at)),
      CONNECTIONS,
    );
    if ((done + AT_ONCE) % STEP === 0) {
      samples.push({ requests: done + AT_ONCE, ...(await server.memory()) });
    }
  }
  return samples;
}
