import { NON_FIELD_ERRORS, ValidationError } from '../../core/errors/validation-error.ts';
import { UniqueConstraint } from '../../db/models/constraints/unique-constraint.ts';
import { isInstance } from '../../db/models/is-instance.ts';
import type { Options } from '../../db/models/options.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import type { Form } from '../form.ts';

/**
 * Compare the forms of a set with each other where the model wants unique values; the database knows nothing of them yet.
 * @param shared fields that all forms have the same value of
 * @throws ValidationError that names the fields; each form but the first gets an error, too
 */
export function refuseDuplicates(meta: Options, forms: readonly Form[], shared: ReadonlySet<string>): void {
  const errors: ValidationError[] = [];
  for (const names of uniqueGroups(meta)) {
    const seen = new Set<string>();
    for (const form of forms) {
      const key = keyOfForm(form, names, shared);
      if (key === undefined) continue;
      if (seen.has(key)) {
        errors.push(new ValidationError(duplicateText(names.filter((name) => !shared.has(name)))));
        form.addError(NON_FIELD_ERRORS, gettext('Please correct the duplicate values below.'));
      }
      seen.add(key);
    }
  }
  if (errors.length > 0) throw new ValidationError(errors);
}

/** Names of the fields whose values are unique together; single ones, too. */
function uniqueGroups(meta: Options): readonly (readonly string[])[] {
  const single = meta.fields
    .filter((field) => field.unique && !field.primaryKey)
    .map((field) => [field.name]);
  const constraints = meta.constraints
    .filter((constraint): constraint is UniqueConstraint => constraint instanceof UniqueConstraint)
    .filter((constraint) => constraint.fields.length > 0 && constraint.condition == null)
    .map((constraint) => constraint.fields);
  return [...single, ...meta.uniqueTogether, ...constraints];
}

/** The values of a group as one text; undefined when the form lacks one, or has null, which is equal to nothing. */
function keyOfForm(form: Form, names: readonly string[], shared: ReadonlySet<string>): string | undefined {
  const cleaned = form.cleanedData as Readonly<Record<string, unknown>>;
  const values = names.filter((name) => !shared.has(name)).map((name) => cleaned[name]);
  if (values.length === 0 || values.some((value) => value === null || value === undefined)) return undefined;
  return JSON.stringify(values.map((value) => (isInstance(value) ? String(value.pk) : String(value))));
}

function duplicateText(names: readonly string[]): string {
  if (names.length === 1) {
    return gettext('Please correct the duplicate data for %(field)s.').replace('%(field)s', names[0]!);
  }
  const list = `${names.slice(0, -1).join(', ')} ${gettext('and')} ${names.at(-1)}`;
  return gettext('Please correct the duplicate data for %(field)s, which must be unique.').replace(
    '%(field)s',
    list,
  );
}
