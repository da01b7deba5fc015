import type { DatabaseSettings } from '../../../conf/settings.ts';
import type { PoolOptions } from './pool.ts';

interface PoolSettings {
  readonly max?: number;
  readonly acquireTimeout?: number;
  readonly idleTimeout?: number;
}

/**
 * Whether the pool has one connection alone. Rows that come one by one would hold it, and what is asked about each of them
 * would wait for ever: there they are read at once.
 */
export function hasOneConnection(settings: DatabaseSettings): boolean {
  return (settings.OPTIONS?.['pool'] as PoolSettings | undefined)?.max === 1;
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
