/** A regular expression in Python's syntax as JavaScript's. */
export function pythonRegex(source: string): string {
  return source.replace(/\(\?P<(\w+)>/g, '(?<$1>').replace(/\(\?P=(\w+)\)/g, '\\k<$1>');
}
