import { defineConfig } from 'vitest/config';
import root from '../../vitest.config.ts';

export default defineConfig({
  resolve: { alias: root.resolve?.alias ?? {} },
  test: {
    name: 'site',
    include: ['docs/site/test/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 60_000,
    // One browser at a time.
    fileParallelism: false,
  },
});
