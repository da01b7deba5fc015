import type Pg from 'pg';
import { resultTypes } from './result-types.ts';
import type { Result } from './statement.ts';

/**
 * A statement as the driver takes it. The driver copies what each has of its own and keeps the prototype, so what is the same for all
 * is there.
 */
export class DriverQuery implements Pg.QueryArrayConfig {
  declare readonly rowMode: 'array';
  declare readonly types: Pg.CustomTypesConfig;
  readonly text: string;
  readonly values: unknown[];
  readonly name: string;
  /** The driver makes no promise of its own for a query that has one. */
  readonly callback: (error: Error | null, result: Result) => void;

  constructor(
    text: string,
    values: unknown[],
    name: string | undefined,
    callback: (error: Error | null, result: Result) => void,
  ) {
    this.text = text;
    this.values = values;
    this.name = name as string;
    this.callback = callback;
  }
}

/** The same, of rows whose integers may be beyond 2^53. */
export class WideDriverQuery extends DriverQuery {}

Object.assign(DriverQuery.prototype, { rowMode: 'array', types: resultTypes(false) });
Object.assign(WideDriverQuery.prototype, { types: resultTypes(true) });
