const compiled = new Map<string, RegExp>();
const CAPACITY = 256;

/** `value REGEXP pattern`, searching anywhere; a leading `(?i)` ignores case. NULL when either side is. */
export function regexp(pattern: unknown, value: unknown): number | null {
  if (pattern === null || value === null) return null;
  return compile(String(pattern)).test(String(value)) ? 1 : 0;
}

function compile(pattern: string): RegExp {
  let expression = compiled.get(pattern);
  if (expression === undefined) {
    if (compiled.size >= CAPACITY) compiled.clear();
    const insensitive = pattern.startsWith('(?i)');
    expression = new RegExp(translate(insensitive ? pattern.slice(4) : pattern), insensitive ? 'i' : '');
    compiled.set(pattern, expression);
  }
  return expression;
}

/** What Python writes in another way: `\A`, `\Z`, `(?P<name>...)`. */
function translate(pattern: string): string {
  return pattern.replaceAll('\\A', '^').replaceAll('\\Z', '$').replaceAll('(?P<', '(?<');
}
