import type { Form } from './form.ts';

let latest: Form | undefined;

/** Called by the constructor of forms, before the class body declares its fields. */
export function noteForm(form: Form): void {
  latest = form;
}

/**
 * The form that was begun last: most likely the one whose class body is declaring a field right now. It is only where a
 * field looks first; the form it belongs to is the one that has it as a property.
 */
export function latestForm(): Form | undefined {
  return latest;
}
