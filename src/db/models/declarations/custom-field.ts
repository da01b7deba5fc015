import { shownValue } from '../../../utils/shown-value.ts';
import { ModelDefinitionError } from '../errors.ts';
import { MODULE_PATHS } from '../fields/deconstruct.ts';
import type { Field } from '../fields/field.ts';
import type { FieldOptions } from '../fields/options.ts';
import { declareField, type FieldConstructor } from '../frames.ts';
import type { FieldValue } from '../types/field-value.ts';

/** A field class that says what its values are: `declare readonly valueType: Money;`. */
type FieldClassOf<V, O extends object> = new (options: O) => Field & { readonly valueType: V };

/**
 * Make the function that declares a field of one's own kind in a model:
 *
 * ```ts
 * class MoneyFieldClass extends fields.Field {
 *   declare readonly valueType: Money;
 *   override fromDbValue = (value: unknown) => Money.parse(value);
 *   ...
 * }
 * export const MoneyField = models.customField(MoneyFieldClass, 'shop/fields.ts#MoneyField');
 *
 * class Order extends models.Model { total = MoneyField({ null: true }) }   // Money | null
 * ```
 * @param path where migrations find the function: a module as the project imports it, `#`, and the exported name
 */
export function customField<V, O extends FieldOptions>(
  kind: FieldClassOf<V, O>,
  path: string,
): <const P extends O>(options?: P) => FieldValue<P, V> {
  if (typeof kind !== 'function') {
    throw new ModelDefinitionError(
      `customField() takes a class of fields, not ${shownValue(kind)}.`,
      "Write models.customField(MoneyFieldClass, 'shop/fields.ts#MoneyField').",
    );
  }
  MODULE_PATHS.set(kind, path);
  return (options) => declareField(kind as FieldConstructor<never>, options) as never;
}
