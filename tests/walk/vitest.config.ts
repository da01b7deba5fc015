import { defineConfig } from 'vitest/config';

/** The walk has a configuration of its own: it tests the packed tarball, one step after the other. */
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.test.ts'],
    pool: 'forks',
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 450_000,
    hookTimeout: 300_000,
    bail: 1,
    reporters: ['verbose'],
  },
});
