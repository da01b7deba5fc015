import { SafeString } from '../../utils/safe-string.ts';
import { isText } from '../../utils/text-object.ts';

/** Python's `value[a:b:c]`. A value that can't be sliced, or an argument that can't be read, gives the value itself. */
export function pythonSlice(value: unknown, spec: string): unknown {
  const bits = spec
    .split(':')
    .map((bit) => (bit === '' ? undefined : /^\s*[+-]?\d+\s*$/.test(bit) ? Number(bit) : Number.NaN));
  if (bits.length > 3 || bits.some(Number.isNaN)) return value;
  const [start, stop, step] = bits.length === 1 ? [undefined, bits[0], undefined] : bits;
  if (step === 0) return value;
  if (Array.isArray(value)) return pick(value, start, stop, step ?? 1);
  if (value instanceof Uint8Array) return Buffer.from(pick([...value], start, stop, step ?? 1));
  if (typeof value === 'string') return pick([...value], start, stop, step ?? 1).join('');
  if (value instanceof SafeString)
    return new SafeString(pick([...value.toString()], start, stop, step ?? 1).join(''));
  return isText(value) ? pythonSlice(value.toString(), spec) : value;
}

function pick<T>(list: readonly T[], start: number | undefined, stop: number | undefined, step: number): T[] {
  const { length } = list;
  const bound = (index: number | undefined, fallback: number): number => {
    if (index === undefined) return fallback;
    const at = index < 0 ? index + length : index;
    return step > 0 ? Math.min(Math.max(at, 0), length) : Math.min(Math.max(at, -1), length - 1);
  };
  const from = bound(start, step > 0 ? 0 : length - 1);
  const to = bound(stop, step > 0 ? length : -1);
  const picked: T[] = [];
  for (let i = from; step > 0 ? i < to : i > to; i += step) picked.push(list[i]!);
  return picked;
}
