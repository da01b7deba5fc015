import { Transform } from '../../../db/models/expressions/transform.ts';

/** A text without accents: `name__unaccent__icontains: 'cafe'` finds Café. Both sides of the comparison go through it. */
export class Unaccent extends Transform<string> {
  static override readonly lookupName = 'unaccent';
  static override readonly bilateral = true;
  override readonly functionName = 'UNACCENT';
}
