import { describe, expect, it } from 'vitest';
import { InteractionResponseType } from 'discord-api-types/v10';
import type { Responder } from '../../src/discord/api.ts';
import { createSending, TooOld } from '../../src/discord/sending.ts';
import { notice } from '../../src/discord/render/message.ts';

const response = { type: InteractionResponseType.DeferredMessageUpdate } as const;

/** Takes down in which order what leaves; each is sent when the event loop has turned. */
function discord() {
  const sending = createSending({ respondWithin: 3_000, tooOldAfter: 10_000 });
  const order: string[] = [];
  let underWay = 0;
  let most = 0;
  const leave = async (name: string) => {
    order.push(name);
    underWay += 1;
    most = Math.max(most, underWay);
    await new Promise((resolve) => setImmediate(resolve));
    underWay -= 1;
  };
  /** Of an interaction that is so old. */
  const from = (name: string, age: number) => {
    const responder: Responder = {
      respond: () => leave(name),
      editOriginal: () => leave(`${name}, late`),
      deleteOriginal: () => leave(`${name}, late`),
      followUp: () => leave(`${name}, late`),
    };
    return sending.from(responder, 'server', (milliseconds) => milliseconds - age);
  };
  return { order, from, most: () => most };
}

const many = <T>(make: () => T) => Array.from({ length: 300 }, make);

describe('what is sent', () => {
  it('leaves with first responses before late replies', async () => {
    const { order, from } = discord();
    await Promise.all([
      ...many(() => from('first', 0).respond(response)),
      ...many(() => from('first', 0).editOriginal(notice('x'))),
      from('last', 0).respond(response),
    ]);
    expect(order).toHaveLength(601);
    expect(order.indexOf('last')).toBeLessThan(350);
  });

  it('holds up nobody else where it waits for a rate limit to pass', async () => {
    const sending = createSending({ respondWithin: 3_000, tooOldAfter: 10_000 });
    let begun = 0;
    const stuck: Responder = {
      respond: () => new Promise(() => {}),
      editOriginal: () => {
        begun += 1;
        return new Promise(() => {});
      },
      deleteOriginal: () => new Promise(() => {}),
      followUp: () => new Promise(() => {}),
    };
    for (const limited of many(() => sending.from(stuck, 'limited', () => 1_000))) {
      void limited.editOriginal(notice('x'));
    }
    await expect.poll(() => begun).toBeGreaterThan(190);
    const others: Responder = { ...stuck, editOriginal: () => Promise.resolve() };
    const other = sending.from(others, 'other', () => 1_000);
    await expect(other.editOriginal(notice('x'))).resolves.toBeUndefined();
  });

  it('is not under way all at once: each takes a connection', async () => {
    const { from, most } = discord();
    await Promise.all([
      ...many(() => from('x', 0).respond(response)),
      ...many(() => from('x', 0).respond(response)),
    ]);
    expect(most()).toBeLessThanOrEqual(256);
  });

  it('gives way to others where Discord hardly waits for it any more', async () => {
    const { order, from } = discord();
    await Promise.all([
      ...many(() => from('in time', 2_999).respond(response)),
      from('overdue', 3_001).respond(response),
      ...many(() => from('in time', 2_999).respond(response)),
    ]);
    expect(order.indexOf('overdue')).toBe(600);
  });

  it('is dropped where nobody can be waiting any more, unless Discord may have heard of it', async () => {
    const { order, from } = discord();
    await expect(from('old', 10_000).respond(response)).rejects.toThrow(TooOld);
    expect(order).toEqual([]);
    let age = 0;
    const sending = createSending({ respondWithin: 3_000, tooOldAfter: 10_000 });
    const once: Responder = {
      respond: () => (age === 0 ? Promise.reject(new Error('unheard')) : Promise.resolve()),
      editOriginal: () => Promise.resolve(),
      deleteOriginal: () => Promise.resolve(),
      followUp: () => Promise.resolve(),
    };
    const responder = sending.from(once, 'server', (milliseconds) => milliseconds - age);
    await expect(responder.respond(response)).rejects.toThrow('unheard');
    age = 60_000;
    await expect(responder.respond(response)).resolves.toBeUndefined();
  });
});
