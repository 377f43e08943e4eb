import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    isolate: false,
    // Real servers on loopback need a moment on a busy machine; no test measures time.
    testTimeout: 20_000,
  },
});
