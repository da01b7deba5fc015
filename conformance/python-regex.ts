/** A regular expression in Python's syntax as JavaScript's. */
export function pythonRegex(source: string): RegExp {
  const groups = source.replace(/\(\?P<(\w+)>/g, '(?<$1>').replace(/\(\?P=(\w+)\)/g, '\\k<$1>');
  return /[^\0-\x7f]/.test(source)
    ? new RegExp(groups.replace(/\\w/g, '[\\p{L}\\p{N}_]'), 'u')
    : new RegExp(groups);
}
