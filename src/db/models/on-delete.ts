/**
 * What becomes of the rows that point at a deleted one. Each constant is a plain value that the deletion collector
 * (`deletion.ts`) acts on; migrations write it by name.
 */
export class OnDelete {
  /** `'CASCADE'`, as it is written in a migration. */
  readonly name: string;
  /** For SET(): the value, or a function that makes it. */
  readonly value: unknown;

  constructor(name: string, value?: unknown) {
    this.name = name;
    this.value = value;
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

/** Point them at a value, or at what a function gives: `onDelete: models.SET(() => getSentinelUser())`. */
export function SET(value: unknown): OnDelete {
  return new OnDelete('SET', value);
}
