import { ValidationError } from '../../../core/errors/validation-error.ts';
import { TypedText } from '../../../db/backends/postgresql/typed-text.ts';
import type { FieldConnection } from '../../../db/models/fields/connection.ts';
import { MODULE_PATHS } from '../../../db/models/fields/deconstruct.ts';
import { Field, isExpression } from '../../../db/models/fields/field.ts';
import { wrongType } from '../../../db/models/fields/invalid.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { jsonText } from '../../../utils/json-text.ts';
import { valueText } from '../../../utils/value-text.ts';
import { MODULE } from '../module-name.ts';
import { type HStore, parseHStore, writeHStore } from './hstore-text.ts';
import { parseJson } from './json-text.ts';

/** Keys with texts, in a column of the extension hstore: `HStoreExtension()` in a migration makes it known to a database. */
export class HStoreField extends Field {
  static override readonly errorMessages = {
    ...Field.errorMessages,
    not_a_string: 'The value of “%(key)s” is not a string or null.',
  };
  static override readonly description: string = 'Map of strings to strings/nulls';
  override readonly emptyStringsAllowed: boolean = false;
  override readonly vendor: string = 'postgresql';

  override dbType(_connection: FieldConnection): string {
    return 'hstore';
  }

  override isEmpty(value: unknown): boolean {
    return isMap(value) ? Object.keys(value).length === 0 : super.isEmpty(value);
  }

  override validate(value: unknown, instance?: AnyModel): void {
    super.validate(value, instance);
    if (!isMap(value)) return;
    for (const [key, text] of Object.entries(value)) {
      if (typeof text === 'string' || text === null) continue;
      throw new ValidationError(this.errorMessages['not_a_string']!, {
        code: 'not_a_string',
        params: { key },
      });
    }
  }

  /** An object, or the JSON text of one. */
  override toPython(value: unknown): unknown {
    return typeof value === 'string' ? parseJson(this, value) : value;
  }

  /** Values are texts in the column, whatever they are here. */
  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined || isExpression(value)) return value ?? null;
    if (!isMap(value)) throw wrongType(this, 'an object of texts', value);
    return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, textOf(text)]));
  }

  override getDbPrepValue(value: unknown, _connection: FieldConnection): unknown {
    const prepared = this.getPrepValue(value);
    return isMap(prepared) && !isExpression(prepared)
      ? new TypedText(writeHStore(prepared as HStore), 'hstore')
      : prepared;
  }

  override fromDbValue = (value: unknown): unknown =>
    typeof value === 'string' ? parseHStore(value) : value;

  override valueToString(instance: AnyModel): string {
    return jsonText(this.valueFromObject(instance) ?? null);
  }
}

MODULE_PATHS.set(HStoreField, `${MODULE}#HStoreField`);

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : valueText(value);
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
