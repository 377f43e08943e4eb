import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'tests/fixtures/temporary-files.ts',
    include: ['tests/**/*.test.ts'],
    isolate: false,
    // Many wait for programs of their own: one file at a time would leave half of two cores idle.
    maxWorkers: '100%',
    // Real servers and programs need a while on a busy machine; no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
