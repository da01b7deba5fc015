import { camelToSpaces, capfirst } from '../utils/case.ts';

/** A name as people write it: `firstName` and `first_name` are `First name`. */
export function labelText(name: string): string {
  return capfirst(camelToSpaces(name).replaceAll('_', ' '));
}
