import type { FieldListFilterClass } from './field-list-filter.ts';
import type { SimpleListFilterClass } from './simple-list-filter.ts';

/** An entry of `listFilter`: a path, a class of your own, or a path with the class that filters by it. */
export type FilterSpec<Path = string> =
  | Path
  | SimpleListFilterClass
  | readonly [path: Path, filter: FieldListFilterClass];
