import type { Field } from '../../db/models/fields/field.ts';
import { camelToSnake } from '../../utils/case.ts';

/** What fixtures call a field: `createdAt` is `created_at`, as Django has it. */
export function fixtureName(field: Field): string {
  return camelToSnake(field.name);
}
