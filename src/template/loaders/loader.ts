import type { Origin } from '../origin.ts';

/** A place that templates come from. `name` is what messages call it. */
export interface Loader {
  readonly name: string;
  /** Where a template may be, in order of preference: `[new Origin('/srv/a.html', 'a.html', this)]`. */
  getTemplateSources(templateName: string): Iterable<Origin>;
  /** The source at such a place; undefined when there is none. */
  getContents(origin: Origin): string | undefined;
  /** A value that changes when the source does; undefined when it never does. */
  version?(origin: Origin): unknown;
  /** Names of all its templates, to suggest near ones and to check them. */
  names?(): Iterable<string>;
  /** Forget what it remembers. */
  reset?(): void;
}
