import type { Loader } from './loaders/loader.ts';
import type { Origin } from './origin.ts';
import type { Template } from './template.ts';

interface Entry {
  template: Template;
  origin: Origin;
  loader: Loader;
  version: unknown;
  /** When the file was last looked at, in milliseconds. */
  checked: number;
}

/** How long a template counts as unchanged after it was looked at; shorter than anyone takes to save and reload. */
const FRESH_MS = 50;

/** Compiled templates by name. With `watch`, one whose source has changed is forgotten. */
export class TemplateCache {
  readonly #entries = new Map<string, Entry>();
  readonly #watch: boolean;

  constructor(watch: boolean) {
    this.#watch = watch;
  }

  get(key: string): Template | undefined {
    const entry = this.#entries.get(key);
    if (entry === undefined) return undefined;
    if (!this.#watch || this.#isFresh(entry)) return entry.template;
    this.#entries.delete(key);
    return undefined;
  }

  #isFresh(entry: Entry): boolean {
    const now = performance.now();
    if (now - entry.checked < FRESH_MS) return true;
    entry.checked = now;
    return entry.loader.version?.(entry.origin) === entry.version;
  }

  set(key: string, template: Template, origin: Origin, loader: Loader): void {
    const version = this.#watch ? loader.version?.(origin) : undefined;
    this.#entries.set(key, { template, origin, loader, version, checked: performance.now() });
  }

  clear(): void {
    this.#entries.clear();
  }
}
