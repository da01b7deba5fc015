import { ValidationError } from '../../../core/errors/validation-error.ts';
import { spacedJson } from '../../../utils/json-text.ts';
import type { AnyModel } from '../model.ts';
import type { FieldConnection } from './connection.ts';
import { Field, isExpression } from './field.ts';
import { invalid, wrongType } from './invalid.ts';
import type { FieldOptions } from './options.ts';

export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

export interface JsonFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Second argument of `JSON.stringify()`: how values that JSON doesn't have are written. */
  encoder?: ((key: string, value: unknown) => unknown) | null;
  /** Second argument of `JSON.parse()`. */
  decoder?: ((key: string, value: unknown) => unknown) | null;
}

/** Anything that JSON can say. `null` is SQL's NULL. */
export class JSONField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    encoder: null,
    decoder: null,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: 'Value must be valid JSON.',
  };
  static override readonly description: string = 'A JSON object';
  override readonly emptyStringsAllowed: boolean = false;
  readonly #encoder: JsonFieldOptions['encoder'];
  readonly #decoder: JsonFieldOptions['decoder'];

  constructor(options: JsonFieldOptions = {}) {
    super(options);
    this.#encoder = options.encoder;
    this.#decoder = options.decoder;
  }

  /** The text of a value, as Django writes it: texts are compared where a database has no type for JSON. @throws ModelValueError for what JSON cannot say: cycles, bigints, functions */
  encode = (value: unknown): string => {
    let text: string | undefined;
    try {
      text = JSON.stringify(value, this.#encoder ?? undefined);
    } catch (error) {
      throw wrongType(this, 'a value that JSON can hold', value, error);
    }
    if (text === undefined) throw wrongType(this, 'a value that JSON can hold', value);
    return spacedJson(text);
  };

  override fromDbValue = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    try {
      return JSON.parse(value, this.#decoder ?? undefined);
    } catch {
      return value;
    }
  };

  override validate(value: unknown, instance?: AnyModel): void {
    super.validate(value, instance);
    try {
      this.encode(value);
    } catch (error) {
      if (error instanceof ValidationError) throw error;
      throw invalid(this, value);
    }
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection): unknown {
    return isExpression(value) ? value : connection.ops.adaptJsonFieldValue(value, this.encode);
  }

  override getDbPrepSave(value: unknown, connection: FieldConnection): unknown {
    return value === null || value === undefined ? null : this.getDbPrepValue(value, connection);
  }

  override valueToString(instance: AnyModel): string {
    return this.encode(this.valueFromObject(instance));
  }
}
