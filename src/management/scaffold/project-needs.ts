import { nodeHasSqlite } from '../../db/backends/sqlite3/load-driver.ts';
import { ownManifest } from '../../utils/own-manifest.ts';
import type { ProjectNeeds } from './manifest.ts';

/**
 * What the package.json of a project has to name, in exact versions: those that Jango itself was tested with. Node brings SQLite with
 * it from 22.16 on; before that the package better-sqlite3 does.
 */
export function projectNeeds(name: string): ProjectNeeds {
  const { version, devDependencies } = ownManifest();
  const exact = (dependency: string) => ({ [dependency]: devDependencies[dependency]! });
  return {
    name: name.toLowerCase(),
    scripts: {
      dev: 'node manage.js runserver',
      start: `node --import jango/register ${name}/server.ts`,
      test: 'node manage.js test',
      check: 'node manage.js check && tsc',
    },
    dependencies: { jango: version, ...(nodeHasSqlite() ? {} : exact('better-sqlite3')) },
    devDependencies: { ...exact('@types/node'), ...exact('typescript') },
  };
}
