import type { Comparison } from './same-object.ts';
import { isObject, type QueryVector, type Result } from './vector.ts';

/** What differs between a result and the vector's; undefined when nothing does. */
export function compareOutcome(
  vector: QueryVector,
  found: unknown,
  comparison: Comparison,
): string | undefined {
  const { result, ordered } = vector;
  if (result === undefined) return `expected ${vector.raises?.class}, got a result`;
  const { kind, value, rows = [] } = result;
  switch (kind) {
    case 'dicts': {
      const named = comparison.rows(rows);
      return ordered ? comparison.list(named, found) : comparison.multiset(named, found);
    }
    case 'objects':
    case 'flat':
      return ordered ? comparison.list(rows, found) : comparison.multiset(rows, found);
    case 'tuples':
    case 'named': {
      const lists = tuples(result, found);
      return ordered ? comparison.list(rows, lists) : comparison.multiset(rows, lists);
    }
    case 'map':
      return comparison.multiset(rows, [...(found as Map<unknown, unknown>)]);
    case 'object_created': {
      const [object, created] = found as [unknown, boolean];
      if (created !== result.created) return `created: expected ${result.created}, got ${created}`;
      return comparison.any(value, object);
    }
    case 'dict':
    case 'row': {
      const [row] = comparison.rows([value]);
      return comparison.any(row, isObject(found) && Array.isArray(row) ? Object.values(found) : found);
    }
    default:
      return value === null && kind === 'scalar' ? undefined : comparison.any(value, found);
  }
}

/** Named rows are objects here. */
function tuples({ kind }: Result, found: unknown): unknown {
  if (kind !== 'named' || !Array.isArray(found)) return found;
  return found.map((row) => (Array.isArray(row) ? row : Object.values(row as object)));
}

const PYTHON = new Set(['ValueError', 'TypeError', 'AttributeError', 'NotImplementedError']);

/** Jango's classes that stand for one of Django's. */
const SAME: Readonly<Record<string, readonly string[]>> = {
  FieldDoesNotExist: ['FieldDoesNotExist', 'FieldError'],
  DoesNotExist: ['DoesNotExist', 'ObjectDoesNotExist'],
  /** A value that no field of the kind takes: Django says so by one class for dates, UUIDs and decimals, by another for numbers. */
  ValidationError: ['ValidationError', 'ModelValueError'],
};

/** Whether an error is the one that Django raises. */
export function compareFailure(vector: QueryVector, error: unknown): string | undefined {
  const wanted = vector.raises?.class;
  const name = error instanceof Error ? error.constructor.name : String(error);
  if (wanted !== undefined && matches(wanted, error)) return undefined;
  const text = error instanceof Error ? `${name}: ${error.message}` : String(error);
  return wanted === undefined
    ? `raised ${text}`
    : `expected ${wanted}: ${vector.raises?.message}, raised ${text}`;
}

function matches(wanted: string, error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const names: string[] = [];
  for (let type: unknown = error.constructor; typeof type === 'function'; type = Object.getPrototypeOf(type))
    names.push(type.name);
  if (PYTHON.has(wanted)) return 'code' in error;
  const own = SAME[wanted] ?? [wanted];
  return own.some((one) => names.some((name) => name === one || name.endsWith(`.${one}`)));
}
