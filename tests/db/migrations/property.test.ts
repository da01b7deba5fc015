import fc from 'fast-check';
import { configure } from 'jango/conf';
import { test } from 'vitest';
import { postgresIsAbsent } from '../../support/database.ts';
import { mysqlIsAbsent } from '../../support/mysql.ts';
import type { Engine } from './property/build-field.ts';
import { Projects } from './property/build-project.ts';
import { checkPair } from './property/check-pair.ts';
import { type Plan, plan } from './property/model-plans.ts';
import { tell } from './property/tell.ts';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

/**
 * `MIGRATION_PAIRS=500 MIGRATION_SEED=random npx vitest run tests/db/migrations/property.test.ts` looks for new failures;
 * `-t sqlite3` on one database, MIGRATION_SHRINK=no without making what fails small, which takes its time.
 * What fails names its seed and path: MIGRATION_SEED=... MIGRATION_PATH=... runs it again.
 */
const PAIRS = process.env['MIGRATION_PAIRS'];
const SEED = process.env['MIGRATION_SEED'];
const PATH = process.env['MIGRATION_PATH'];

const DATABASES = {
  sqlite3: { pairs: 12, absent: undefined },
  postgresql: { pairs: 2, absent: await postgresIsAbsent() },
  mysql: { pairs: 1, absent: await mysqlIsAbsent() },
} as const;

for (const engine of Object.keys(DATABASES) as Engine[]) {
  const { pairs, absent } = DATABASES[engine];
  const runs = PAIRS === undefined ? pairs : Number(PAIRS);
  test.skipIf(absent !== undefined)(
    `on ${engine}, migrating between two projects gives what creating gives and keeps the rows (${runs} pairs)`,
    { timeout: 3_600_000 },
    async () => {
      const details = await fc.check(
        fc.asyncProperty(plan, (one) => checkPair(one, engine)),
        {
          numRuns: runs,
          seed: SEED === 'random' ? Date.now() % 1e9 : Number(SEED ?? 1),
          endOnFailure: process.env['MIGRATION_SHRINK'] === 'no',
          ...(PATH !== undefined && { path: PATH }),
        },
      );
      if (details.failed) throw failure(engine, details);
    },
  );
}

function failure(engine: Engine, details: fc.RunDetails<[Plan]>): Error {
  const projects = new Projects(details.counterexample![0], engine);
  const again = `MIGRATION_SEED=${details.seed} MIGRATION_PATH=${details.counterexamplePath}`;
  const [before, after] = (['before', 'after'] as const).map((side) => tell(projects.state(side)));
  return new Error(`${again}\n${before}\n--- to ---\n${after}`, { cause: details.errorInstance });
}
