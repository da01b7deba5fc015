import { createRequire } from 'node:module';
import type Pg from 'pg';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';

let loaded: typeof Pg | undefined;

/** The package `pg`, loaded when the first connection is opened. @throws ImproperlyConfigured when it isn't installed */
export function loadPg(): typeof Pg {
  if (loaded !== undefined) return loaded;
  try {
    loaded = createRequire(import.meta.url)('pg') as typeof Pg;
    return loaded;
  } catch (error) {
    throw new ImproperlyConfigured(
      "The package 'pg', which speaks to PostgreSQL, cannot be loaded.",
      'Install it with `npm install pg`.',
      { cause: error },
    );
  }
}
