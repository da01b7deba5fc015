import type { Context } from '../context.ts';

/** A time as the context wants it shown. Instants carry no zone of their own, so there is nothing to convert but those that do. */
export function templateLocaltime(value: unknown, _context: Context): unknown {
  return value;
}
