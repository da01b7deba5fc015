import type { FieldConnection } from '../../../db/models/fields/connection.ts';
import type { Field } from '../../../db/models/fields/field.ts';

type Read = (value: unknown) => unknown;

/** How items of an array, or ends of a range, that a database gave become values of their field; worked out once for a database. */
export class ItemReaders {
  readonly #field: () => Field;
  readonly #known = new WeakMap<FieldConnection, Read>();

  constructor(field: () => Field) {
    this.#field = field;
  }

  of(connection: FieldConnection): Read {
    let read = this.#known.get(connection);
    if (read === undefined) {
      read = itemReader(this.#field(), connection);
      this.#known.set(connection, read);
    }
    return read;
  }
}

function itemReader(field: Field, connection: FieldConnection): Read {
  const convert = connection.ops.converter(field.getInternalType(), formatOf(field), true);
  const { fromDbValue } = field;
  return (value) => {
    const converted = value === null || convert === undefined ? value : convert(value);
    return fromDbValue === undefined ? converted : fromDbValue.call(field, converted, connection);
  };
}

/** Digits, for the fields that have them. */
function formatOf(field: Field): { decimalPlaces?: number | null; maxDigits?: number | null } {
  return field as { decimalPlaces?: number | null; maxDigits?: number | null };
}

const WHOLE = /(Integer|Auto)Field$/;

/** An end of a range as the driver would give it in a column of its own. */
export function rawItem(field: Field, text: string): unknown {
  const type = field.getInternalType();
  if (type === 'FloatField') return Number(text);
  if (!WHOLE.test(type)) return text;
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}
