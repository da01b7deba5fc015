import type { SqliteHandle } from '../driver.ts';
import { aggregates } from './aggregates.ts';
import { dateFunctions } from './date-functions.ts';
import { textFunctions, volatileFunctions, wideFunctions } from './text-functions.ts';

/** Give a new connection every function that queries and schemas may use. */
export function registerFunctions(handle: SqliteHandle): void {
  for (const [name, body] of Object.entries({ ...dateFunctions, ...textFunctions })) {
    handle.registerFunction(name, body, { deterministic: true });
  }
  for (const [name, body] of Object.entries(wideFunctions)) {
    handle.registerFunction(name, body, { deterministic: true, wide: true });
  }
  for (const [name, body] of Object.entries(volatileFunctions)) {
    handle.registerFunction(name, body, { deterministic: false });
  }
  for (const [name, aggregate] of Object.entries(aggregates)) handle.registerAggregate(name, aggregate);
}
