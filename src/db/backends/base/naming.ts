import { crypto } from '../../../utils/builtins.ts';

/** The first digits of the MD5 of some names: what makes Django's names of indexes and constraints unique. */
export function namesDigest(names: readonly string[], length: number): string {
  const hash = crypto().createHash('md5');
  for (const name of names) hash.update(name);
  return hash.digest('hex').slice(0, length);
}

/**
 * Name of an index or constraint as Django makes it: `articles_article_title_3c81b9e7_uniq`. Table and columns are
 * cut, not the hash, so that the name keeps within the database's limit.
 */
export function makeIndexName(
  table: string,
  columns: readonly string[],
  suffix: string,
  maxLength = 200,
): string {
  const ending = `${namesDigest([table, ...columns], 8)}${suffix}`;
  const whole = `${table}_${columns.join('_')}_${ending}`;
  if (whole.length <= maxLength) return whole;
  const short = ending.length > maxLength / 3 ? ending.slice(0, Math.floor(maxLength / 3)) : ending;
  const other = Math.floor((maxLength - short.length) / 2) - 1;
  const name = `${table.slice(0, other)}_${columns.join('_').slice(0, other)}_${short}`;
  return /^[_0-9]/.test(name) ? `D${name.slice(0, -1)}` : name;
}

/** A name cut to a length; its end becomes a hash when it was too long. */
export function truncateName(name: string, length: number, hashLength = 4): string {
  if (name.length <= length) return name;
  return `${name.slice(0, length - hashLength)}${namesDigest([name], hashLength)}`;
}

/** `"schema"."table"` or `table` without its quotes and its schema. */
export function bareTableName(table: string): string {
  return /^"[^"]*"\."([^"]*)"$/.exec(table)?.[1] ?? table.replace(/^"|"$/g, '');
}
