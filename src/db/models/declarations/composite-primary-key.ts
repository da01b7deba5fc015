import { CompositePrimaryKey as CompositePrimaryKeyClass } from '../fields/composite-primary-key.ts';
import { declareField } from '../frames.ts';

/**
 * A primary key of several columns: `pk = models.CompositePrimaryKey<[number, number]>('productId', 'orderId')`, in a class that
 * extends `models.Model<[number, number]>`. It goes before one of the other fields, best first. `pk` is a list of the
 * fields' values; assigning a list sets them.
 */
export function CompositePrimaryKey<Key extends readonly unknown[] = readonly unknown[]>(
  ...fieldNames: { readonly [Place in keyof Key]: string }
): Key {
  return declareField(CompositePrimaryKeyClass, { fieldNames }) as Key;
}
