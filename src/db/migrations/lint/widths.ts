/** `varchar(10)` in its parts. */
interface ColumnType {
  readonly name: string;
  readonly sizes: readonly number[];
}

/** Whole numbers from small to large; unsigned ones hold less below zero. */
const INTEGERS = ['smallint', 'int', 'integer', 'bigint'];
const TEXTS = ['varchar', 'text', 'longtext'];

/** Whether a column of the first type may hold values that one of the second cannot. */
export function isNarrower(from: string, to: string): boolean {
  const [a, b] = [parse(from), parse(to)];
  if (INTEGERS.includes(a.name) && INTEGERS.includes(b.name)) return rank(b.name) < rank(a.name);
  if (TEXTS.includes(a.name) && TEXTS.includes(b.name)) return room(b) < room(a);
  if (TEXTS.includes(a.name)) return true;
  if (a.name !== b.name) return false;
  const [digits = 0, places = 0] = a.sizes;
  const [newDigits = 0, newPlaces = 0] = b.sizes;
  return newPlaces < places || newDigits - newPlaces < digits - places;
}

/** Whether the change is made in the catalogue alone: a longer text, a number with more digits before the point. */
export function isWider(from: string, to: string): boolean {
  const [a, b] = [parse(from), parse(to)];
  if (TEXTS.includes(a.name) && TEXTS.includes(b.name)) return room(b) >= room(a);
  if (a.name !== b.name || !/^(numeric|decimal)$/.test(a.name)) return false;
  const [digits = 0, places = 0] = a.sizes;
  const [newDigits = 0, newPlaces = 0] = b.sizes;
  return newPlaces === places && newDigits >= digits;
}

function parse(type: string): ColumnType {
  const [, name = type, sizes = ''] = /^(.*?)(?:\(([\d,]+)\))?(?: unsigned)?$/.exec(type) ?? [];
  return { name, sizes: sizes === '' ? [] : sizes.split(',').map(Number) };
}

function rank(name: string): number {
  return INTEGERS.indexOf(name === 'int' ? 'integer' : name);
}

function room({ name, sizes }: ColumnType): number {
  return name === 'varchar' ? (sizes[0] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
}
