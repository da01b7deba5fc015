import { FieldError } from '../../core/errors/field-error.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { shownValue } from '../../utils/shown-value.ts';

/** The name under which users know a class: `Sum` of `SumAggregate`. */
export function publicName(type: { readonly name: string }): string {
  return type.name.replace(/(Aggregate|Function|Expression|Transform)$/, '');
}

/** The options that an expression was given. @throws FieldError for what is no object */
export function optionsOf<T extends object>(type: { readonly name: string }, given: T | undefined): T {
  if (given === undefined) return {} as T;
  if (isPlainObject(given)) return given;
  throw new FieldError(
    `The options of ${publicName(type)}() are an object, not ${shownValue(given)}.`,
    'Leave them out, or write them as an object of names and values.',
  );
}
