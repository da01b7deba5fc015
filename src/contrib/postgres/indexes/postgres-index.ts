import { ModelDefinitionError } from '../../../db/models/errors.ts';
import { givenOptions } from '../../../db/models/indexes/given-options.ts';
import { Index, type IndexOptions } from '../../../db/models/indexes/model-index.ts';
import { MODULE } from '../module-name.ts';

type Deconstructed = ReturnType<Index['deconstruct']> & { module: string };

/** An index of a kind that PostgreSQL has. */
export abstract class PostgresIndex extends Index {
  static override readonly suffix: string = '';

  protected override method(): string {
    return (this.constructor as typeof PostgresIndex).suffix;
  }

  /** The options beside those that every index has. */
  protected abstract ownOptions(): Readonly<Record<string, unknown>>;

  override deconstruct(): Deconstructed {
    const { options, ...rest } = super.deconstruct();
    return { ...rest, module: MODULE, options: { ...options, ...givenOptions(this.ownOptions()) } };
  }
}

/** Storage parameters that were given: `fastupdate = off`. */
export function parameters(values: Readonly<Record<string, boolean | number | null>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === null) return [];
    return [`${name} = ${typeof value === 'boolean' ? (value ? 'on' : 'off') : whole(name, value)}`];
  });
}

function whole(name: string, value: number): number {
  if (Number.isInteger(value)) return value;
  throw new ModelDefinitionError(`The storage parameter ${name} is a whole number, not ${String(value)}.`);
}

export type { IndexOptions };
