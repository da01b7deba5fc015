import { repr } from '../../utils/python-str.ts';
import { sized } from '../render-errors.ts';

/** A value as Python would show it; for debugging. */
export function pprint(value: unknown): string {
  return sized(safeRepr(value));
}

function safeRepr(value: unknown): string {
  try {
    return repr(value);
  } catch (error) {
    return `Error in formatting: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`;
  }
}
