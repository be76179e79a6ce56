import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As in the bundle of kafka-lab.
  define: { onlyTools: 'false' },
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of whole processes run what users run: the bundle.
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    // Left to itself it keeps a core for itself, which on two cores is half of what there is.
    maxWorkers: '100%',
  },
});
