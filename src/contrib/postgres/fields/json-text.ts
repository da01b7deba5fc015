import type { Field } from '../../../db/models/fields/field.ts';
import { invalid } from '../../../db/models/fields/invalid.ts';

/** What fixtures hold of a field's value. @throws ValidationError for a text that is no JSON */
export function parseJson(field: Field, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(field, text);
  }
}
