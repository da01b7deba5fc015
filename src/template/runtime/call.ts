import { FAILED } from './marks.ts';

/** What functions and classes may say about being called from a template. */
export interface TemplateCallable {
  /** It changes data: templates must not call it, and print nothing. */
  altersData?: boolean;
  /** Templates use it as it is and don't call it. */
  doNotCallInTemplates?: boolean;
}

const classes = new WeakMap<object, boolean>();

/** `class X {}` can't be called without `new`; it is a value like any other. */
function isClass(fn: object): boolean {
  let known = classes.get(fn);
  if (known === undefined) {
    known = /^class\b/.test(Function.prototype.toString.call(fn));
    classes.set(fn, known);
  }
  return known;
}

/** A function found in a template is called, on the object it was found on, unless it says otherwise or needs arguments. */
export function callIfCallable(value: unknown, self: unknown): unknown {
  if (typeof value !== 'function') return value;
  const flags = value as TemplateCallable;
  if (flags.doNotCallInTemplates) return value;
  if (flags.altersData) return FAILED;
  if (isClass(value)) return value;
  if (value.length > 0) return FAILED;
  try {
    const result: unknown = Reflect.apply(value, self, []);
    return result === undefined ? null : result;
  } catch (error) {
    return silence(error);
  }
}

/** Errors that say `silentVariableFailure` print as nothing; the others go on. */
export function silence(error: unknown): typeof FAILED {
  if (isSilent(error)) return FAILED;
  throw error;
}

export function isSilent(error: unknown): boolean {
  return (
    typeof error === 'object' &&
    error !== null &&
    (error as { silentVariableFailure?: unknown }).silentVariableFailure === true
  );
}
