/** The beginning of a URL up to its path: `https://cdn.example.com`, `//cdn.example.com`, or nothing. */
const ORIGIN = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/[^/?#]*)?/i;

/** A path seen from a URL, as Python's `urljoin()` puts them together: `..` goes up, a path from the root replaces the other. */
export function joinUrl(base: string, path: string): string {
  if (path === '') return base;
  if (base === '' || /^[a-z][a-z0-9+.-]*:/i.test(path)) return path;
  const origin = ORIGIN.exec(base)![0];
  if (path.startsWith('//')) return origin.replace(/\/\/.*/, '') + path;
  const folder = base.slice(origin.length).replace(/[^/]*$/, '');
  const steps = (path.startsWith('/') ? path : folder + path).split('/');
  const joined = resolved(steps);
  return origin + (origin.includes('//') && !joined.startsWith('/') ? '/' : '') + joined;
}

/** Without `.`, `..` and empty steps; a path that ends in one of the first two is a folder. */
function resolved(steps: readonly string[]): string {
  const last = steps.at(-1)!;
  const kept: string[] = [];
  for (const step of steps.filter((part, i) => part !== '' || i === 0 || i === steps.length - 1)) {
    if (step === '..') {
      if (kept.length > 1 || (kept.length === 1 && kept[0] !== '')) kept.pop();
    } else if (step !== '.') {
      kept.push(step);
    }
  }
  if (last === '.' || last === '..') kept.push('');
  return kept.join('/');
}
