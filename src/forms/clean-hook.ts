import { capfirst, snakeToCamel } from '../utils/case.ts';

/**
 * The form's own check of a field, bound to the form: `cleanFirstName()` of `firstName` and of `first_name`. It is called
 * with the cleaned value, and gives the one to keep.
 */
export function cleanHook(form: object, name: string): ((value: unknown) => unknown) | undefined {
  const hook = (form as Record<string, unknown>)[`clean${capfirst(snakeToCamel(name))}`];
  return typeof hook === 'function' ? (value) => hook.call(form, value) as unknown : undefined;
}
