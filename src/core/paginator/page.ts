import type { Paginator } from './paginator.ts';

/** One page: a list of its objects that knows where it stands. `paginator.count` and `.numPages` are loaded with it. */
export class Page<T> implements Iterable<T> {
  /** The objects of this page. */
  readonly objectList: readonly T[];
  /** Counted from 1. */
  readonly number: number;
  readonly paginator: Paginator<T>;

  constructor(objectList: readonly T[], number: number, paginator: Paginator<T>) {
    this.objectList = objectList;
    this.number = number;
    this.paginator = paginator;
  }

  get length(): number {
    return this.objectList.length;
  }

  at(index: number): T | undefined {
    return this.objectList.at(index);
  }

  [Symbol.iterator](): Iterator<T> {
    return this.objectList[Symbol.iterator]();
  }

  hasNext(): boolean {
    return this.number < this.paginator.loaded.numPages;
  }

  hasPrevious(): boolean {
    return this.number > 1;
  }

  hasOtherPages(): boolean {
    return this.hasPrevious() || this.hasNext();
  }

  /** @throws EmptyPage on the last page */
  nextPageNumber(): number {
    return this.paginator.loaded.checked(this.number + 1);
  }

  /** @throws EmptyPage on the first page */
  previousPageNumber(): number {
    return this.paginator.loaded.checked(this.number - 1);
  }

  /** Place of the first object of this page among all, counted from 1; 0 when there are none. */
  startIndex(): number {
    return this.paginator.loaded.count === 0 ? 0 : this.paginator.perPage * (this.number - 1) + 1;
  }

  /** Place of the last object of this page among all. */
  endIndex(): number {
    const { count, numPages } = this.paginator.loaded;
    return this.number === numPages ? count : this.number * this.paginator.perPage;
  }

  /** The page numbers around this one, with `…` for those left out. */
  elidedPageRange(options?: { onEachSide?: number; onEnds?: number }): (number | string)[] {
    return this.paginator.loaded.elidedRange(this.number, options);
  }

  toString(): string {
    return `<Page ${this.number} of ${this.paginator.loaded.numPages}>`;
  }
}
