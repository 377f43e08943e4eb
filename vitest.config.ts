import { defineConfig, mergeConfig } from 'vitest/config';

export const SLOW = 'tests/**/*.slow.test.ts';

export const shared = defineConfig({
  test: {
    globalSetup: ['tests/fixtures/built.ts', 'tests/fixtures/temporary-files.ts'],
    isolate: false,
    // Many wait for programs of their own: one file at a time would leave half of two cores idle.
    maxWorkers: '100%',
    // Real servers and programs need a while on a busy machine; no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    coverage: { include: ['src/**/*.ts', 'commands/**/*.ts'], reporter: ['text-summary', 'html'] },
  },
});

/** `npm test`: what a change should be checked with at every turn. */
export default mergeConfig(
  shared,
  defineConfig({ test: { include: ['tests/**/*.test.ts'], exclude: [SLOW] } }),
);
