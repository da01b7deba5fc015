import type { Origin } from '../origin.ts';
import type { Template } from '../template.ts';
import type { Loader } from './loader.ts';

/** A place that was looked at, and why the template was not taken from there. */
export type Tried = readonly (readonly [origin: Origin, reason: string])[];
/** What looking for a template gives: the template, or the places where it was not. */
export type Lookup = { readonly template: Template } | { readonly tried: Tried };

interface Entry {
  readonly lookup: Lookup;
  readonly version: unknown;
  /** When the source was last looked at, in milliseconds. */
  checked: number;
}

/** How long a template counts as unchanged after it was looked at; shorter than anyone takes to save and reload. */
const FRESH_MS = 50;

export interface CachedLoaderOptions {
  /** Forget a template whose source has changed, and look for one again that was not there: for development. */
  watch?: boolean;
}

/** Keeps what other loaders find, compiled; also that a template is not there. */
export class CachedLoader implements Loader {
  readonly name = 'cached';
  readonly loaders: readonly Loader[];
  readonly #entries = new Map<string, Entry>();
  readonly #watch: boolean;

  constructor(loaders: readonly Loader[], options: CachedLoaderOptions = {}) {
    this.loaders = loaders;
    this.#watch = options.watch ?? false;
  }

  *getTemplateSources(templateName: string): Generator<Origin> {
    for (const loader of this.loaders) yield* loader.getTemplateSources(templateName);
  }

  getContents(origin: Origin): string | undefined {
    return origin.loader?.getContents(origin);
  }

  version(origin: Origin): unknown {
    return origin.loader?.version?.(origin);
  }

  *names(): Generator<string> {
    for (const loader of this.loaders) yield* loader.names?.() ?? [];
  }

  reset(): void {
    this.#entries.clear();
    for (const loader of this.loaders) loader.reset?.();
  }

  /** What is known of a template, or else what `look` finds. @param key its name, with the places not to take it from */
  remembered(key: string, look: () => Lookup): Lookup {
    const known = this.#entries.get(key);
    if (known !== undefined && (!this.#watch || this.#isFresh(known))) return known.lookup;
    // What has changed may not compile any more: then there is nothing to remember.
    this.#entries.delete(key);
    const lookup = look();
    if (!this.#watch || !('tried' in lookup))
      this.#entries.set(key, { lookup, version: this.#versionOf(lookup), checked: performance.now() });
    return lookup;
  }

  #isFresh(entry: Entry): boolean {
    const now = performance.now();
    if (now - entry.checked < FRESH_MS) return true;
    entry.checked = now;
    return this.#versionOf(entry.lookup) === entry.version;
  }

  /** Of the source and of the places before it, where a file may be put later. */
  #versionOf(lookup: Lookup): string | undefined {
    if (!this.#watch || 'tried' in lookup) return undefined;
    const { origin } = lookup.template;
    const versions: unknown[] = [];
    for (const place of this.getTemplateSources(origin.templateName ?? '')) {
      versions.push(this.version(place));
      if (place.name === origin.name) break;
    }
    return versions.join(' ');
  }
}
