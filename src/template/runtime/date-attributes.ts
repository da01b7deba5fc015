import { MISSING } from './marks.ts';

export function dateAttribute(_value: Date, _name: string): unknown {
  return MISSING;
}
