import { describe, expect, it } from 'vitest';
import { createGroupCommit } from '../../src/store/group-commit.ts';
import { StoreUnavailable } from '../../src/store/store.ts';
import { outcomeOf } from './databases.ts';

/** A group commit of two at once whose transactions end when they are told to. */
function twoAtOnce() {
  const groups: { readonly items: readonly number[]; readonly end: (error?: Error) => void }[] = [];
  const commit = createGroupCommit(
    (items: readonly number[]) =>
      new Promise<readonly number[]>((resolve, reject) => {
        const end = (error?: Error) => (error === undefined ? resolve(items) : reject(error));
        groups.push({ items, end });
      }),
    2,
  );
  return {
    commit,
    groups,
    add: (count: number) => Array.from({ length: count }, (_, at) => outcomeOf(() => commit.add(at))),
  };
}

describe('what is written in groups', () => {
  it('fails with the group that found the database away, and what comes later is tried anew', async () => {
    const { commit, groups, add } = twoAtOnce();
    const outcomes = add(7);
    const settled = commit.settled();
    groups[0]?.end(new StoreUnavailable('away'));
    expect(await Promise.all(outcomes)).toEqual(Array.from({ length: 7 }, () => 'unavailable'));
    await settled;
    expect(groups.map(({ items }) => items)).toEqual([[0]]);
    const [later] = add(1);
    groups[1]?.end();
    expect(await later).toBe('done');
  });

  it('fails alone where something else is wrong with it', async () => {
    const { groups, add } = twoAtOnce();
    const outcomes = add(2);
    groups[0]?.end(new Error('wrong'));
    expect(await outcomes[0]).toContain('wrong');
    groups[1]?.end();
    expect(await outcomes[1]).toBe('done');
  });

  it('is refused where very much waits, and who reads still waits for the rest', async () => {
    const { commit, groups, add } = twoAtOnce();
    const first = add(101);
    await expect(commit.add(0)).rejects.toMatchObject({ name: 'TooManyWaiting' });
    expect(await Promise.all(add(3))).toEqual(['unavailable', 'unavailable', 'unavailable']);
    let isOver = false;
    const settled = commit.settled().then(() => (isOver = true));
    for (let at = 0; at < 51; at += 1) {
      expect(isOver).toBe(false);
      await expect.poll(() => groups[at]).toBeDefined();
      groups[at]?.end();
    }
    await settled;
    expect(await Promise.all(first)).toEqual(Array.from({ length: 101 }, () => 'done'));
  });
});
