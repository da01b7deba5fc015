import { elementText, quoteItem } from '../../../db/backends/postgresql/array-text.ts';
import { DataError } from '../../../db/errors.ts';
import { Range, type RangeBounds } from './range.ts';

/** Ranges as PostgreSQL writes them: `[1,10)`, `["2024-01-01 00:00:00+00",)`, `empty`. @param end an end as the database takes it */
export function writeRange(range: Range, end: (value: unknown) => unknown): string {
  if (range.isEmpty) return 'empty';
  const [lower, upper] = [range.lower, range.upper].map((value) =>
    value === null ? '' : quoteItem(elementText(end(value))),
  );
  return `${range.bounds[0]}${lower},${upper}${range.bounds[1]}`;
}

const RANGE = /^([[(])("(?:[^"\\]|\\.|"")*"|[^",]*),("(?:[^"\\]|\\.|"")*"|[^",]*)([\])])$/s;

/** @throws DataError for a text that is no range */
export function parseRange(text: string, read: (end: string) => unknown): Range {
  if (text === 'empty') return Range.empty();
  const parts = RANGE.exec(text);
  if (parts === null)
    throw new DataError(`PostgreSQL sent a range that cannot be read: ${text.slice(0, 80)}.`);
  const [, open, lower, upper, close] = parts as unknown as readonly string[];
  const end = (part: string): unknown => (part === '' ? null : read(unquoted(part)));
  return new Range(end(lower!), end(upper!), `${open}${close}` as RangeBounds);
}

function unquoted(part: string): string {
  return part.startsWith('"')
    ? part.slice(1, -1).replace(/\\(.)|""/gs, (_, sign?: string) => sign ?? '"')
    : part;
}
