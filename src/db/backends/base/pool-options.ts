import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { PoolOptions } from './pool.ts';

interface PoolSettings {
  readonly max?: number;
  readonly acquireTimeout?: number;
  readonly idleTimeout?: number;
}

/** What `DATABASES` says of the connections of a database; times are in seconds. */
export function poolOptions(alias: string, settings: DatabaseSettings): PoolOptions {
  const {
    max = 10,
    acquireTimeout = 30,
    idleTimeout = 60,
  } = (settings.OPTIONS?.['pool'] ?? {}) as PoolSettings;
  return {
    alias,
    max,
    acquireTimeout,
    idleTimeout,
    maxAge: settings.CONN_MAX_AGE ?? null,
    checksHealth: settings.CONN_HEALTH_CHECKS ?? false,
  };
}
