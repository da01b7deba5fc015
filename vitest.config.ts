import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const src = fileURLToPath(new URL('./src/', import.meta.url));

/** `jango/db` in a test is `src/db/index.ts`, so the tests speak the public names. */
export default defineConfig({
  resolve: {
    alias: [
      { find: /^jango$/, replacement: `${src}index.ts` },
      { find: /^jango\/(server|shortcuts|temporal)$/, replacement: `${src}$1.ts` },
      { find: /^jango\/(.+)$/, replacement: `${src}$1/index.ts` },
    ],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/walk/**', '**/node_modules/**'],
    pool: 'forks',
    testTimeout: 20_000,
    typecheck: { enabled: false },
  },
});
