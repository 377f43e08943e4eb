import { defineConfig, mergeConfig } from 'vitest/config';
import { shared, SLOW } from './vitest.config.ts';

/** `npm run test:slow`: what takes seconds a file. tests/README.md says what belongs there. */
export default mergeConfig(shared, defineConfig({ test: { include: [SLOW] } }));
