import { choicesHint } from '../../../utils/choices-hint.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { LazyString, type Text, writtenText } from '../../../utils/translation/lazy.ts';
import { ModelDefinitionError } from '../errors.ts';
import { writtenChoices } from './choices.ts';
import type { Field } from './field.ts';

/** How to make a field again: `models.CharField({ maxLength: 10 })` is `{ path: 'CharField', options: { maxLength: 10 } }`. */
export interface Deconstruction {
  /** Name on the model, or empty. */
  name: string;
  /** Name in `models`, or `'module#Name'` of a field of a project's own. */
  path: string;
  args: readonly unknown[];
  options: Record<string, unknown>;
  /** Options that the declaring function takes as arguments of their own, before the others. */
  positional?: readonly string[];
}

/** Where the class of a field can be imported from, when it is not one of `models`: set by `customField()`. */
export const MODULE_PATHS: WeakMap<object, string> = new WeakMap();

/** The name of a field's class, as `models` exports it. */
export function fieldPath(field: Field): string {
  return MODULE_PATHS.get(field.constructor) ?? field.constructor.name;
}

/** The options that differ from the defaults of the field's class, in the order they were written. */
export function deconstructField(field: Field): Deconstruction {
  const defaults = (field.constructor as typeof Field).optionDefaults;
  const options: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(field.options)) {
    if (value === undefined || sameOption(value, defaults[name])) continue;
    options[name] = name === 'choices' ? choicesOf(field) : asWritten(name, value);
  }
  if (field.primaryKey && options['primaryKey'] === undefined)
    Object.assign(options, { primaryKey: true, serialize: false });
  return { name: field.name, path: fieldPath(field), args: [], options };
}

function choicesOf({ choices }: Field): unknown {
  return choices === null ? null : writtenChoices(choices);
}

/** Texts that are translated when they are read go into migrations as they were written. */
function asWritten(name: string, value: unknown): unknown {
  if (value instanceof LazyString) return value.message;
  if (name !== 'errorMessages' || value === null) return value;
  const texts = Object.entries(value as Readonly<Record<string, Text>>);
  return Object.fromEntries(texts.map(([kind, text]) => [kind, writtenText(text)]));
}

function sameOption(value: unknown, byDefault: unknown): boolean {
  if (Array.isArray(value) && Array.isArray(byDefault)) {
    return value.length === byDefault.length && value.every((item, i) => item === byDefault[i]);
  }
  return value === byDefault;
}

/** @throws ModelDefinitionError for options that are no object */
export function rejectOptions(type: string, options: unknown): never {
  throw new ModelDefinitionError(
    `The options of ${type} are an object, not ${shownValue(options)}.`,
    'Leave them out, or write them as an object of names and values.',
  );
}

/** @throws ModelDefinitionError naming the options that the field has */
export function rejectUnknownOptions(
  type: string,
  options: object,
  known: Readonly<Record<string, unknown>>,
): void {
  for (const name of Object.keys(options)) {
    if (name in known) continue;
    throw new ModelDefinitionError(`${type} has no option '${name}'.`, choicesHint(name, Object.keys(known)));
  }
}
