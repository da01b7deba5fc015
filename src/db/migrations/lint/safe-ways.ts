import type { DatabaseFeatures } from '../../backends/base/features.ts';
import type { LintWarning } from './warning.ts';

type Features = Pick<DatabaseFeatures, 'supportsNotValidConstraints'>;

const QUIET_HOUR = 'This database has no way around it: migrate when hardly anybody writes.';

/** What is indexed decides how it is done without keeping writers out. */
export type Indexed = 'index' | 'column' | 'unique';

const CONCURRENTLY: Readonly<Record<Indexed, string>> = {
  index:
    'Make it with AddIndexConcurrently of jango/contrib/postgres, in a migration of its own with `atomic: false`.',
  column:
    'Leave `dbIndex` out, name an index over the field in `indexes` of Meta, and make that with AddIndexConcurrently of jango/contrib/postgres, in a migration of its own with `atomic: false`.',
  unique:
    'Make it by RunSQL with CREATE UNIQUE INDEX CONCURRENTLY, and tell the state by SeparateDatabaseAndState, in a migration of its own with `atomic: false`.',
};

/** One text for every way in which an index comes to a table that has rows. */
export function indexLocks(what: string, indexed: Indexed): LintWarning {
  return {
    id: 'migrations.W103',
    message: `${what} is made while nobody can write to the table.`,
    hint: CONCURRENTLY[indexed],
  };
}

/** A check of all rows can be put off where the database knows constraints that are not valid yet; an exclusion cannot. */
export type Checked = 'check' | 'key' | 'other';

const NOT_VALID: Readonly<Record<Checked, string>> = {
  check:
    'Add it with AddConstraintNotValid of jango/contrib/postgres, and let ValidateConstraint look at the rows in a second migration, which locks nobody out.',
  key: 'Add the field with `dbConstraint: false`; then add the key as NOT VALID by RunSQL, tell the state by SeparateDatabaseAndState, and VALIDATE it in a second migration, which locks nobody out.',
  other: 'A constraint of this kind cannot be put off: migrate when hardly anybody writes.',
};

/** A constraint over rows that are there. */
export function validated(what: string, checked: Checked, features: Features): LintWarning {
  return {
    id: 'migrations.W109',
    message: `${what} is checked against all rows while the table is locked.`,
    hint: features.supportsNotValidConstraints === true ? NOT_VALID[checked] : QUIET_HOUR,
  };
}

/** NULL that goes from a column of rows that are there. */
export function losesNull(name: string, features: Features): LintWarning {
  return {
    id: 'migrations.W110',
    message: `${name} takes no NULL any more: all rows are read while the table is locked.`,
    hint:
      features.supportsNotValidConstraints === true
        ? 'Fill the rows; add a check that it is not NULL with AddConstraintNotValid of jango/contrib/postgres, and ValidateConstraint in a second migration; then alter the field, for which the check is proof enough.'
        : `Fill the rows first. ${QUIET_HOUR}`,
  };
}
