import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { InvalidPage, PageNotAnInteger } from './errors.ts';
import { Page } from './page.ts';
import { type ElidedOptions, PageCounts } from './page-counts.ts';
import { DEFAULT_MESSAGES, type PaginatorMessages, toPageNumber } from './page-number.ts';
import { countOf, isList, type PageSource, sliceOf } from './page-source.ts';
import { UnorderedObjectListWarning } from './unordered-warning.ts';

export interface PaginatorOptions {
  /** A last page with no more objects than this is added to the one before; 0 by default. */
  orphans?: number;
  /** Whether there is a first page when there are no objects; true by default. */
  allowEmptyFirstPage?: boolean;
  errorMessages?: Partial<PaginatorMessages>;
}

/**
 * Cuts a list or a query into pages.
 *
 * @example
 * const page = await new Paginator(Article.objects.all(), 20).getPage(request.GET.get('page'));
 * // {% for article in page %} ... {% if page.has_next %}<a href="?page={{ page.next_page_number }}">
 */
export class Paginator<T> implements AsyncIterable<Page<T>> {
  readonly objectList: PageSource<T>;
  /** Objects on a page. */
  readonly perPage: number;
  readonly orphans: number;
  readonly allowEmptyFirstPage: boolean;
  readonly #messages: PaginatorMessages;
  #counts: PageCounts | undefined;
  #counting: PromiseLike<PageCounts> | undefined;

  constructor(objectList: PageSource<T>, perPage: number | string, options: PaginatorOptions = {}) {
    this.objectList = objectList;
    this.perPage = Math.trunc(Number(perPage));
    this.orphans = Math.trunc(options.orphans ?? 0);
    this.allowEmptyFirstPage = options.allowEmptyFirstPage ?? true;
    this.#messages = { ...DEFAULT_MESSAGES, ...options.errorMessages };
    warnWhenUnordered(objectList);
  }

  /** How many objects there are on all pages; counted once. */
  get count(): Awaitable<number> {
    return whenReady(this.#count(), (counts) => counts.count);
  }

  get numPages(): Awaitable<number> {
    return whenReady(this.#count(), (counts) => counts.numPages);
  }

  /** The page numbers, from 1. */
  get pageRange(): Awaitable<number[]> {
    return whenReady(this.#count(), (counts) => counts.pageRange);
  }

  /**
   * What is known after counting, for pages, which come after it.
   * @throws InvalidPage before anything was counted
   */
  get loaded(): PageCounts {
    if (this.#counts === undefined && isList(this.objectList)) this.#count();
    if (this.#counts === undefined) throw new InvalidPage('The paginator has not counted its objects yet.');
    return this.#counts;
  }

  #count(): Awaitable<PageCounts> {
    if (this.#counts !== undefined) return this.#counts;
    if (this.#counting !== undefined) return this.#counting;
    const counts = whenReady(countOf(this.objectList), (count) => {
      this.#counts = new PageCounts(count, this.#pagesFor(count), this.#messages);
      return this.#counts;
    });
    if (isThenable(counts)) this.#counting = counts;
    return counts;
  }

  #pagesFor(count: number): number {
    if (count === 0 && !this.allowEmptyFirstPage) return 0;
    return Math.ceil(Math.max(1, count - this.orphans) / this.perPage);
  }

  /**
   * A page by its number, which may be text as a query string has it.
   * @throws PageNotAnInteger, or EmptyPage when there is no such page
   */
  async page(number: unknown): Promise<Page<T>> {
    const wanted = toPageNumber(number, this.#messages);
    const counts = await this.#count();
    return this.#load(counts.checked(wanted), counts);
  }

  /** A page whatever the number: the first one for what is no number, the last one for what is out of range. */
  async getPage(number: unknown): Promise<Page<T>> {
    const counts = await this.#count();
    const wanted = this.#numberOrFirst(number);
    const inRange = wanted >= 1 && wanted <= counts.numPages ? wanted : counts.numPages;
    return this.#load(counts.checked(inRange), counts);
  }

  #numberOrFirst(number: unknown): number {
    try {
      return toPageNumber(number, this.#messages);
    } catch (error) {
      if (error instanceof PageNotAnInteger) return 1;
      throw error;
    }
  }

  async #load(number: number, { count }: PageCounts): Promise<Page<T>> {
    const from = (number - 1) * this.perPage;
    const to = from + this.perPage;
    const objects = await sliceOf(this.objectList, from, to + this.orphans >= count ? count : to);
    return this.makePage(objects, number);
  }

  /** Hook for pages of a class of one's own. */
  protected makePage(objects: readonly T[], number: number): Page<T> {
    return new Page(objects, number, this);
  }

  /** The page numbers around one page, with `…` for those left out. @throws as `page()` */
  async getElidedPageRange(number: unknown = 1, options: ElidedOptions = {}): Promise<(number | string)[]> {
    const wanted = toPageNumber(number, this.#messages);
    const counts = await this.#count();
    return counts.elidedRange(counts.checked(wanted), options);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Page<T>> {
    for (const number of await this.pageRange) yield this.page(number);
  }
}

function warnWhenUnordered<T>(source: PageSource<T>): void {
  if (isList(source) || source.ordered !== false) return;
  process.emitWarning(new UnorderedObjectListWarning(String(source)));
}
