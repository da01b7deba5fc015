import type { Origin } from '../origin.ts';

/** A place that templates come from. */
export interface Loader {
  /** What messages call it. */
  readonly name: string;
  /** Where a template may be, in order of preference. */
  origins(templateName: string): readonly Origin[];
  /** The source at such a place; undefined when there is none. */
  read(origin: Origin): string | undefined;
  /** A value that changes when the source does; undefined when it never does. */
  version?(origin: Origin): unknown;
  /** Names of all its templates, to suggest near ones. */
  names?(): Iterable<string>;
}
