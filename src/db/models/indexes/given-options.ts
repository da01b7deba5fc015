import { F } from '../expressions/f.ts';

/** Options without those that say nothing: undefined, null, `''` and empty lists. */
export function givenOptions(options: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const given = Object.entries(options).filter(
    ([, value]) =>
      value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(given);
}

/** `(Lower('title'), 'day', { name: 'x' })` as options alone; texts among expressions name fields, `'-day'` in descending order. */
export function withExpressions<O extends object>(
  args: readonly unknown[],
): O & { expressions?: readonly unknown[] } {
  const last = args[args.length - 1];
  const hasOptions = typeof last === 'object' && last !== null && !('resolveExpression' in last);
  const options = (hasOptions ? last : {}) as O;
  const expressions = (hasOptions ? args.slice(0, -1) : args).map(namedField);
  return expressions.length === 0 ? options : { ...options, expressions };
}

function namedField(given: unknown): unknown {
  if (typeof given !== 'string') return given;
  return given.startsWith('-') ? F(given.slice(1)).desc() : F(given);
}
