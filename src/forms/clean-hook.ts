import { capfirst, snakeToCamel } from '../utils/case.ts';

/** The form's own check of a field, bound to the form: `cleanFirstName()` of `firstName` and of `first_name`. */
export function cleanHook(form: object, name: string): (() => unknown) | undefined {
  const hook = (form as Record<string, unknown>)[`clean${capfirst(snakeToCamel(name))}`];
  return typeof hook === 'function' ? () => hook.call(form) as unknown : undefined;
}
