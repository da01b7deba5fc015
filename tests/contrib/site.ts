import path from 'node:path';
import { Output } from '../../src/management/output.ts';
import { setup } from '../../src/setup.ts';
import { createTestDatabases } from '../../src/test/test-databases.ts';

/** Set the sample project up on an empty test database. @returns what takes the database away again */
export async function setUpSite(): Promise<() => Promise<void>> {
  await setup({ baseDir: path.join(import.meta.dirname, 'project'), settings: 'mysite/settings.ts' });
  const output = new Output({ write: () => true });
  return createTestDatabases({ keepdb: false, verbosity: 0, output });
}
