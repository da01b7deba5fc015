import { Model } from '../../db/models/model.ts';
import { camelToSnake, snakeToCamel } from '../../utils/case.ts';
import { isOfPostgres } from './column-kind.ts';

/** `auth_user` is `AuthUser`, `Invoice Line` is `InvoiceLine`; another one of the name gets a number. */
export function className(table: string, taken: ReadonlySet<string>): string {
  const parts = table.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');
  const name = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join('');
  return unused(
    /^\p{L}/u.test(name) ? name : `Model${name}`,
    (one) => taken.has(one) || IN_SCOPE.has(one) || isOfPostgres(one),
  );
}

/** What a file of models has in scope, or would miss. */
const IN_SCOPE: ReadonlySet<string> = new Set([
  'Model',
  'Object',
  'Function',
  'String',
  'Number',
  'Symbol',
  'Promise',
]);

/** `created_at` is `createdAt`, `ArtistId` is `artistId`, `unit price` is `unitPrice`; what a model has already gets a `Field` behind it. */
export function propertyName(column: string, taken: ReadonlySet<string>): string {
  const snake = camelToSnake(column.replace(/[^\p{L}\p{N}]+/gu, '_'))
    .replace(/_+/g, '_')
    .replace(/^_|_$/g, '');
  const camel = snakeToCamel(snake);
  const name = /^\p{L}/u.test(camel) ? camel : `number${camel}`;
  const free = name in Model.prototype ? `${name}Field` : name;
  return unused(free, (one) => taken.has(one));
}

/** The relation of a foreign key's column: `album_id` and `AlbumId` are `album`. */
export function relationName(column: string, taken: ReadonlySet<string>): string {
  return propertyName(column.replace(/(?<=.)_?(?:id|Id|ID)$/, ''), taken);
}

function unused(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}${number}`;
  return free;
}
