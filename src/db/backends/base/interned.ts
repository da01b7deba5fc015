import type { ValueConverter } from './operations.ts';

/** Values that never change are made once for each text: a column of dates repeats itself. */
export function interned(make: (text: string) => unknown): ValueConverter {
  const known = new Map<string, unknown>();
  return (value) => {
    const text = String(value);
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= 4096) known.clear();
      made = make(text);
      known.set(text, made);
    }
    return made;
  };
}
