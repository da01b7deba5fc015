import { JSONField } from '../fields/json-field.ts';
import { Value } from './value.ts';

/** The null of JSON, where `null` by itself is the NULL of the database: `create({ data: JSONNull() })`, `filter({ data: JSONNull() })`. */
export function JSONNull(): Value<null> {
  return new Value(null, { outputField: new JSONField() });
}
