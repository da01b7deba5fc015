import { BinaryField as BinaryFieldClass, type BinaryFieldOptions } from '../fields/binary-field.ts';
import {
  GeneratedField as GeneratedFieldClass,
  type GeneratedFieldOptions,
} from '../fields/generated-field.ts';
import { JSONField as JSONFieldClass, type JsonFieldOptions, type JsonValue } from '../fields/json-field.ts';
import { declareField } from '../frames.ts';
import type { Exactly, FieldValue } from '../types/field-value.ts';

/** Raw bytes. */
export function BinaryField<const O extends BinaryFieldOptions<Uint8Array>>(
  options?: Exactly<O, BinaryFieldOptions>,
): FieldValue<O, Uint8Array> {
  return declareField(BinaryFieldClass, options) as FieldValue<O, Uint8Array>;
}

/**
 * Anything that JSON can say. Its type can be given: `data = models.JSONField<Settings>()`; it is a promise of the program,
 * the database holds any JSON.
 */
export function JSONField<const O extends JsonFieldOptions<JsonValue>>(
  options?: Exactly<O, JsonFieldOptions>,
): FieldValue<O, JsonValue>;
export function JSONField<T>(options?: JsonFieldOptions<T>): T;
export function JSONField(options?: JsonFieldOptions): unknown {
  return declareField(JSONFieldClass, options);
}

/** A column that the database computes; its type is that of `outputField`. */
export function GeneratedField<T>(options: GeneratedFieldOptions & { outputField: T }): T {
  return declareField(GeneratedFieldClass, options) as T;
}
