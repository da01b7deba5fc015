/** SQL with its parameters written into it, for people to read; marks inside of quotes stay. */
export function interpolateParams(
  sql: string,
  params: readonly unknown[],
  quote: (value: unknown) => string,
): string {
  let next = 0;
  return sql.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"|\?|\$\d+|%s/g, (token) => {
    if (/^['"]/.test(token) || next >= params.length) return token;
    const index = token.startsWith('$') ? Number(token.slice(1)) - 1 : next++;
    return quote(params[index]);
  });
}
