import type { Field as ModelField } from '../db/models/fields/field.ts';
import { capfirst } from '../utils/case.ts';
import { changedText } from '../utils/translation/lazy.ts';
import type { Field, FieldOptions } from './fields/field.ts';

/** Options for the form field of a model's field: any that the form field takes, and its class. */
export interface FormFieldOptions extends FieldOptions {
  /** Class in place of the usual one. */
  formClass?: (new (options: never) => Field) | undefined;
  [option: string]: unknown;
}

/** What a model's field says of its form field, with other options over it. */
export function formOptionsOf(field: ModelField, overrides: FormFieldOptions): FormFieldOptions {
  return {
    required: !field.blank,
    label: changedText(field.options.verboseName || field.verboseName, capfirst),
    helpText: field.options.helpText ?? field.helpText,
    ...initialOf(field),
    ...overrides,
  };
}

/** A default that a function makes may have changed by the time the form comes back, so it is sent along. */
function initialOf(field: ModelField): FormFieldOptions {
  if (!field.hasDefault()) return {};
  return typeof field.default === 'function'
    ? { initial: field.default, showHiddenInitial: true }
    : { initial: field.getDefault() };
}
