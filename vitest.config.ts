import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'tests/fixtures/temporary-files.ts',
    include: ['tests/**/*.test.ts'],
    isolate: false,
    // Real servers and programs need a while on a busy machine; no test measures time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
