import { generateKeyPairSync, sign } from 'node:crypto';
import { InteractionType, type APIInteraction } from 'discord-api-types/v10';
import type { Pack } from '../../src/content/pack.ts';
import {
  autocompleteInteraction,
  base,
  slashInteraction,
  snowflake,
  type Scene,
} from '../../src/playground/interactions.ts';
import { createRandom } from '../../src/search/random.ts';
import { integer, pick } from '../random.ts';
import { somebodyAlone, somebodyIn } from '../somebody.ts';

/** One kind of request, as many as are wanted, each of another member. */
export type MakeInteraction = (at: number) => APIInteraction;

export interface Requests {
  /** For DISCORD_PUBLIC_KEY. */
  readonly publicKey: string;
  /** Signed now: they are good for five minutes. */
  sign(count: number, make: MakeInteraction): readonly Buffer[];
}

export function createRequests(): Requests {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    publicKey: publicKey.export({ format: 'der', type: 'spki' }).subarray(-32).toString('hex'),
    sign(count, make) {
      return Array.from({ length: count }, (_, at) => {
        const body = Buffer.from(JSON.stringify(make(at)));
        const timestamp = String(Math.floor(Date.now() / 1000));
        const signature = sign(null, Buffer.concat([Buffer.from(timestamp), body]), privateKey);
        const head = [
          'POST /interactions HTTP/1.1',
          'host: 127.0.0.1',
          'user-agent: Discord-Interactions/1.0 (+https://discord.com)',
          'content-type: application/json',
          `content-length: ${body.length}`,
          `x-signature-ed25519: ${signature.toString('hex')}`,
          `x-signature-timestamp: ${timestamp}`,
        ];
        return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), body]);
      });
    },
  };
}

/** Discord looks whether anybody is there: all that the transport takes, and nothing behind it. */
export function pinging(): MakeInteraction {
  const like = base(somebodyAlone());
  return () => ({ ...like, id: snowflake(), type: InteractionType.Ping });
}

const SERVER = '900000000000000001';
/** Registered once: Discord gives it the same id each time. */
const ASK = { name: 'ask', id: '900000000000000003' } as const;

function somebodyAt(place: 'server' | 'direct message'): Scene {
  return place === 'direct message' ? somebodyAlone() : somebodyIn(SERVER);
}

/** Around a question, so that no two are the same. */
const BEFORE = ['', 'please: ', 'ok but ', 'quick question, ', 'hey, ', 'so '] as const;
const AFTER = ['', ' please', ' exactly', ' now', ' in short', ' then', ' thanks', ' I wonder'] as const;

export function asking(pack: Pack, place: 'server' | 'direct message', seed: number): MakeInteraction {
  const random = createRandom(seed);
  const wordings = pack.faq.flatMap(({ heading, wordings: others }) => [heading, ...others]);
  return (at) => {
    const wording = wordings[integer(random, 0, wordings.length - 1)] ?? '';
    const question = `${pick(random, BEFORE)}${wording}${pick(random, AFTER)} ${at}`;
    return slashInteraction(somebodyAt(place), { ...ASK, values: { question } });
  };
}

const REPEATED = 20;

export function askingAgain(pack: Pack): MakeInteraction {
  const make = asking(pack, 'direct message', 7);
  const questions = Array.from({ length: REPEATED }, (_, at) => make(at));
  return (at) => {
    const asked = questions[at % REPEATED] ?? make(0);
    // The same question of another member.
    const { id, token, user } = slashInteraction(somebodyAlone(), ASK);
    return user === undefined ? asked : { ...asked, id, token, user };
  };
}

/** What is in the box after each of a few keystrokes. */
export function typing(pack: Pack, seed: number): MakeInteraction {
  const random = createRandom(seed);
  const wordings = pack.faq.flatMap(({ heading, wordings: others }) => [heading, ...others]);
  return () => {
    const wording = wordings[integer(random, 0, wordings.length - 1)] ?? '';
    return autocompleteInteraction(somebodyAlone(), {
      ...ASK,
      focused: 'question',
      typed: wording.slice(0, integer(random, 3, 30)),
    });
  };
}
