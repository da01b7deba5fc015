export { EmptyPage, InvalidPage, PageNotAnInteger } from './errors.ts';
export { Page } from './page.ts';
export type { ElidedOptions } from './page-counts.ts';
export type { PaginatorMessages } from './page-number.ts';
export type { PageSource, SliceableSource } from './page-source.ts';
export { Paginator, type PaginatorOptions } from './paginator.ts';
export { UnorderedObjectListWarning } from './unordered-warning.ts';
