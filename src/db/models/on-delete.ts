/**
 * What becomes of the rows that point at a deleted one. Each constant is a plain value that the deletion collector
 * (`deletion.ts`) acts on; migrations write it by name.
 */
export class OnDelete {
  /** `'CASCADE'`, as it is written in a migration. */
  readonly name: string;
  /** For SET(): the value, or a function that makes it. */
  readonly value: unknown;
  /** What the foreign key says of it in the database, which then sees to it alone; undefined where the framework does. */
  readonly sql: string | undefined;

  constructor(name: string, value?: unknown, sql?: string) {
    this.name = name;
    this.value = value;
    this.sql = sql;
  }

  /** Whether the framework has nothing to do. */
  get leavesRows(): boolean {
    return this.sql !== undefined || this.name === 'DO_NOTHING';
  }

  /** What to write into the rows that stay; only for SET(). */
  resolveValue(): unknown {
    return typeof this.value === 'function' ? this.value() : this.value;
  }

  toString(): string {
    return this.name;
  }
}

/** Delete them too. */
export const CASCADE: OnDelete = new OnDelete('CASCADE');
/** Refuse with ProtectedError while there are any. */
export const PROTECT: OnDelete = new OnDelete('PROTECT');
/** Refuse with RestrictedError, unless they are deleted through another relation in the same go. */
export const RESTRICT: OnDelete = new OnDelete('RESTRICT');
/** Empty the relation; needs `null: true`. */
export const SET_NULL: OnDelete = new OnDelete('SET_NULL');
/** Point them at the field's default. */
export const SET_DEFAULT: OnDelete = new OnDelete('SET_DEFAULT');
/** Leave them alone; the database may object. */
export const DO_NOTHING: OnDelete = new OnDelete('DO_NOTHING');

/** The database deletes them; no signal is sent, and they are not counted. */
export const DB_CASCADE: OnDelete = new OnDelete('DB_CASCADE', undefined, 'ON DELETE CASCADE');
/** The database empties the relation; needs `null: true`. */
export const DB_SET_NULL: OnDelete = new OnDelete('DB_SET_NULL', undefined, 'ON DELETE SET NULL');
/** The database points them at the field's `dbDefault`. MySQL and MariaDB cannot. */
export const DB_SET_DEFAULT: OnDelete = new OnDelete('DB_SET_DEFAULT', undefined, 'ON DELETE SET DEFAULT');

/** Point them at a value, or at what a function gives: `onDelete: models.SET(() => getSentinelUser())`. */
export function SET(value: unknown): OnDelete {
  return new OnDelete('SET', value);
}
