import type { CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { parseArray, writeArray } from '../../../db/backends/postgresql/array-text.ts';
import { TypedText } from '../../../db/backends/postgresql/typed-text.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import type { DbParameters, FieldConnection } from '../../../db/models/fields/connection.ts';
import { type Deconstruction, MODULE_PATHS } from '../../../db/models/fields/deconstruct.ts';
import { Field, isExpression } from '../../../db/models/fields/field.ts';
import { invalid, wrongType } from '../../../db/models/fields/invalid.ts';
import { JSONField } from '../../../db/models/fields/json-field.ts';
import type { FieldOptions, Validator } from '../../../db/models/fields/options.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { jsonText } from '../../../utils/json-text.ts';
import { MODULE } from '../module-name.ts';
import { ArrayMaxLengthValidator } from '../validators.ts';
import { BasedField } from './based-field.ts';
import { checkBaseField } from './check-base-field.ts';
import { parseJson } from './json-text.ts';
import { validateItems } from './validate-items.ts';

export interface ArrayFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Greatest number of items. */
  size?: number | null;
}

/** A list of values of one kind: a column of PostgreSQL's arrays. Nested, it is one of several dimensions. */
export class ArrayField extends BasedField {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    baseField: undefined,
    size: null,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    item_invalid: 'Item %(nth)s in the array did not validate:',
    nested_array_mismatch: 'Nested arrays must have the same length.',
  };
  static override readonly description: string = 'Array of %(base)s';
  override readonly baseField: Field;
  readonly size: number | null;

  constructor(options: ArrayFieldOptions & { baseField: unknown }) {
    super(options);
    if (!(options?.baseField instanceof Field)) {
      throw new ModelDefinitionError(
        'ArrayField needs the field of its items.',
        'Give it as the first argument: ArrayField(models.CharField({ maxLength: 10 })).',
      );
    }
    this.baseField = options.baseField.clone();
    this.size = options.size ?? null;
  }

  protected override defaultValidators(): readonly Validator[] {
    return this.size === null ? [] : [new ArrayMaxLengthValidator(this.size) as Validator];
  }

  override dbType(connection: FieldConnection): string | undefined {
    const type = this.baseField.dbType(connection);
    return type === undefined ? undefined : `${type}[${this.size ?? ''}]`;
  }

  override dbParameters(connection: FieldConnection): DbParameters {
    const { collation } = this.baseField.dbParameters(connection);
    return { ...super.dbParameters(connection), collation };
  }

  override getPrepValue(value: unknown): unknown {
    if (!isList(value) || isExpression(value)) return value;
    return [...value].map((item) => this.baseField.getPrepValue(item));
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection): unknown {
    if (value === null || value === undefined) return null;
    if (isExpression(value) || value instanceof TypedText) return value;
    if (!isList(value)) throw wrongType(this, 'a list', value);
    return new TypedText(writeArray(this.#items(value, connection)), `${this.#castType(connection)}[]`);
  }

  /** The items as the database takes them; lists for those of an array. */
  #items(value: Iterable<unknown>, connection: FieldConnection): unknown[] {
    const { baseField } = this;
    return [...value].map((item) => {
      if (baseField instanceof ArrayField && isList(item)) return baseField.#items(item, connection);
      return item === null || item === undefined ? null : baseField.getDbPrepValue(item, connection);
    });
  }

  /** The type of the items; that of arrays is the same for any number of dimensions. */
  #castType(connection: FieldConnection): string | undefined {
    const { baseField } = this;
    return baseField instanceof ArrayField ? baseField.#castType(connection) : baseField.dbType(connection);
  }

  /** Arrays of types that the driver doesn't know come as text. */
  override fromDbValue = (value: unknown, connection: FieldConnection): unknown => {
    const items = typeof value === 'string' ? parseArray(value, (item) => item) : value;
    return Array.isArray(items) ? items.map(this.readers.of(connection)) : items;
  };

  /** A list, or the JSON text of one. */
  override toPython(value: unknown): unknown {
    const items = typeof value === 'string' ? parseJson(this, value) : value;
    if (items === null || items === undefined) return null;
    if (!isList(items)) throw invalid(this, value);
    return [...items].map((item) => (item === null ? null : this.baseField.toPython(item)));
  }

  override valueToString(instance: AnyModel): string {
    const value = this.valueFromObject(instance);
    return jsonText(isList(value) ? [...value].map((item) => this.#itemText(item)) : null);
  }

  #itemText(item: unknown): unknown {
    if (item === null || item === undefined) return null;
    const { baseField } = this;
    if (baseField instanceof JSONField) return item;
    return baseField.valueToString({ [baseField.attname]: item } as never);
  }

  override validate(value: unknown, instance?: AnyModel): void {
    super.validate(value, instance);
    if (!isList(value)) return;
    const items = [...value];
    validateItems(this, items, (item) => this.baseField.validate(item, instance));
    if (!(this.baseField instanceof ArrayField)) return;
    const lengths = new Set(items.map((item) => (isList(item) ? [...item].length : 0)));
    if (lengths.size > 1) {
      throw new ValidationError(this.errorMessages['nested_array_mismatch']!, {
        code: 'nested_array_mismatch',
      });
    }
  }

  override runValidators(value: unknown): Awaitable<void> {
    return whenReady(super.runValidators(value), () => {
      if (!isList(value)) return;
      return validateItems(this, [...value], (item) => this.baseField.runValidators(item));
    });
  }

  override deconstruct(): Deconstruction {
    return { ...super.deconstruct(), positional: ['baseField'] };
  }

  override check(): CheckMessage[] {
    return [...super.check(), ...checkBaseField(this)];
  }
}

MODULE_PATHS.set(ArrayField, `${MODULE}#ArrayField`);

/** Whether a value is a list of items, and no text. */
export function isList(value: unknown): value is Iterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
