interface WithHeaders {
  readonly headers: { get(name: string): string | undefined; set(name: string, value: string): void };
}

/**
 * Say that a response depends on these headers of the request: `patchVaryHeaders(response, ['Cookie'])`. Names that are there stay;
 * `*` stands for all.
 */
export function patchVaryHeaders(response: WithHeaders, names: readonly string[]): void {
  const before = response.headers.get('Vary');
  if (before === undefined) {
    response.headers.set('Vary', names.includes('*') ? '*' : names.join(', '));
    return;
  }
  const present = before.split(',').map((name) => name.trim());
  const known = new Set(present.map((name) => name.toLowerCase()));
  const added = names.filter((name) => !known.has(name.toLowerCase()));
  if (added.length === 0 && !known.has('*')) return;
  const all = [...present, ...added];
  response.headers.set('Vary', all.includes('*') ? '*' : all.join(', '));
}

/** Whether a response says that it depends on this header of the request. */
export function hasVaryHeader(response: WithHeaders, name: string): boolean {
  const wanted = name.toLowerCase();
  return (response.headers.get('Vary') ?? '').split(',').some((part) => part.trim().toLowerCase() === wanted);
}
