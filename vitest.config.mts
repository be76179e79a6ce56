import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As in the bundle of kafka-lab.
  define: { onlyTools: 'false' },
  test: {
    include: ['test/**/*.test.ts'],
    // Tests of whole processes run what users run: the bundle.
    globalSetup: ['test/build.ts'],
    testTimeout: 60_000,
    // The recordings are whole processes: more at once than there are cores would only wait for each other.
    maxConcurrency: 2,
  },
});
