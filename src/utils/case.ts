import { strip } from './whitespace.ts';

/** camelCase to Django's snake_case: `createdAt` is `created_at`, `userID` is `user_id`, `line2` stays `line2`. */
export function camelToSnake(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .toLowerCase();
}

/** snake_case to camelCase: `created_at` is `createdAt`; a leading underscore stays. */
export function snakeToCamel(name: string): string {
  return name.replace(/(?<=[a-zA-Z0-9])_+([a-zA-Z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** A class name as Django words it: `BlogPost` is `blog post`. */
export function camelToSpaces(name: string): string {
  return strip(name.replace(/(((?<=[a-z])[A-Z])|([A-Z](?![A-Z]|$)))/g, ' $1')).toLowerCase();
}

/** The first letter in upper case, the rest as it is. */
export function capfirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
