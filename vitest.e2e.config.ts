import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    globalSetup: 'tests/fixtures/temporary-files.ts',
    include: ['tests/e2e/**/*.e2e.ts'],
    // One browser after the other: each scenario has a program of its own.
    fileParallelism: false,
    // In CI, whose machine may be busy, a scenario is played once more, and the report says so.
    retry: process.env['CI'] === 'true' ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
  },
});
