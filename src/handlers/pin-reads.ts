import { pinReads } from '../db/backends/base/written-databases.ts';
import type { Handler } from './handler.ts';

/** The same handler, whose requests read what they wrote where they wrote it. */
export function pinningReads(handler: Handler): Handler {
  return (request) => pinReads(() => handler(request));
}
