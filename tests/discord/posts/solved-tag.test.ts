import { describe, expect, it } from 'vitest';
import { solvedTag } from '../../../src/discord/posts/solved-tag.ts';

const tags = (...names: readonly string[]) => names.map((name, at) => ({ id: String(at), name }));

describe("a forum's tag for what is solved", () => {
  it.each(['Solved', '✅ solved!', 'ANSWERED', 'Résolu', 'Résolu'.normalize('NFD'), '[Gelöst]', '解決済み'])(
    'is "%s"',
    (name) => {
      expect(solvedTag(tags('Bug', name))).toEqual({ id: '1', name });
    },
  );

  it.each(['Unsolved', 'Not solved', 'Needs an answer', 'Non résolu', 'Solver'])('is not "%s"', (name) => {
    expect(solvedTag(tags('Bug', name))).toBeNull();
  });
});
