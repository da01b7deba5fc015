import type { PatternMatch } from './pattern.ts';
import type { Found } from './resolver-match.ts';
import { UrlPattern } from './url-pattern.ts';
import type { UrlEntry } from './urlconf.ts';

/**
 * The patterns of one list, sorted for look-up. Most patterns begin with a fixed first segment (`articles/`), so the candidates
 * for a path are those of its own first segment and those without one, in the order in which they were written.
 */
export class Dispatch {
  readonly #bySegment = new Map<string, UrlEntry[]>();
  /** Patterns whose first segment isn't fixed: they are candidates for every path. */
  readonly #open: UrlEntry[] = [];

  constructor(entries: readonly UrlEntry[]) {
    const segments = new Set(entries.map(firstSegment));
    for (const segment of segments) if (segment !== undefined) this.#bySegment.set(segment, []);
    for (const entry of entries) {
      const segment = firstSegment(entry);
      if (segment !== undefined) {
        this.#bySegment.get(segment)!.push(entry);
        continue;
      }
      this.#open.push(entry);
      for (const list of this.#bySegment.values()) list.push(entry);
    }
  }

  /** The first pattern that matches `path` from `offset` to its end. */
  find(path: string, offset: number): Found | undefined {
    const slash = path.indexOf('/', offset);
    const candidates =
      slash < 0 ? this.#open : (this.#bySegment.get(path.slice(offset, slash + 1)) ?? this.#open);
    for (const entry of candidates) {
      const match = entry.pattern.match(path, offset);
      if (match === undefined) continue;
      if (entry instanceof UrlPattern) {
        return {
          leaf: entry,
          match,
          resolvers: [],
          args: match.args,
          kwargs: { ...match.kwargs, ...entry.extraKwargs },
        };
      }
      const found = entry.dispatch.find(path, match.end);
      if (found === undefined) continue;
      found.resolvers.unshift(entry);
      return withOuter(found, match, entry.extraKwargs);
    }
    return undefined;
  }
}

/** Values of the includes come before those of the pattern; unnamed ones count only when nothing has a name. */
function withOuter(
  found: Found,
  outer: PatternMatch,
  extra: Readonly<Record<string, unknown>> | undefined,
): Found {
  const named = { ...outer.kwargs, ...extra, ...found.kwargs };
  const args = Object.keys(named).length === 0 ? [...outer.args, ...found.args] : found.args;
  return { ...found, args, kwargs: named };
}

/** `'articles/'` for a pattern that begins so; undefined when another segment could match as well. */
function firstSegment(entry: UrlEntry): string | undefined {
  const { staticPrefix } = entry.pattern;
  const slash = staticPrefix.indexOf('/');
  return slash < 0 ? undefined : staticPrefix.slice(0, slash + 1);
}
