import { shownValue } from '../../../utils/shown-value.ts';
import { DataError } from '../../errors.ts';
import type { ValueConverter } from './operations.ts';

/** Values that never change are made once for each text: a column of dates repeats itself. @param kind what a value is, for the error */
export function interned(kind: string, make: (text: string) => unknown): ValueConverter {
  const known = new Map<string, unknown>();
  return (value) => {
    const text = String(value);
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= 4096) known.clear();
      made = read(kind, text, make);
      known.set(text, made);
    }
    return made;
  };
}

function read(kind: string, text: string, make: (text: string) => unknown): unknown {
  try {
    return make(text);
  } catch (cause) {
    throw unreadable(kind, text, cause);
  }
}

/** What is said of a value of the database that is not of its field's kind. */
export function unreadable(kind: string, text: string, cause: unknown): DataError {
  return new DataError(
    `The database holds ${shownValue(text)}, which is no ${kind}.`,
    'Mend the row, or read the column by another field.',
    { cause },
  );
}
