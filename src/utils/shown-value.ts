/** Any value as an error message shows it: short, and by no method of its own, which may fail. */
export function shownValue(value: unknown): string {
  if (typeof value === 'string') return `'${value.length > 60 ? `${value.slice(0, 60)}...` : value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return `the function '${value.name}'`;
  return typeof value === 'object' && value !== null ? `a ${className(value)}` : String(value);
}

/** What JSON calls a constructor is no class. */
function className(value: object): string {
  const { constructor: made } = value;
  return typeof made === 'function' && made.name !== '' ? made.name : 'object';
}
