import { gettext } from '../../utils/translation/gettext.ts';
import { checkRange, type PaginatorMessages } from './page-number.ts';

export interface ElidedOptions {
  /** Pages shown on each side of the one in the middle; 3 by default. */
  onEachSide?: number;
  /** Pages shown at the beginning and at the end; 2 by default. */
  onEnds?: number;
}

/** What a paginator knows once it has counted. */
export class PageCounts {
  readonly count: number;
  readonly numPages: number;
  readonly #messages: PaginatorMessages;

  constructor(count: number, numPages: number, messages: PaginatorMessages) {
    this.count = count;
    this.numPages = numPages;
    this.#messages = messages;
  }

  /** @throws EmptyPage when there is no such page */
  checked(number: number): number {
    checkRange(number, this.numPages, this.#messages);
    return number;
  }

  get pageRange(): number[] {
    return range(1, this.numPages);
  }

  /** `[1, 2, '…', 40, 41, 42, 43, 44, 45, 46, '…', 49, 50]` for page 43 of 50. */
  elidedRange(number: number, { onEachSide = 3, onEnds = 2 }: ElidedOptions = {}): (number | string)[] {
    const last = this.numPages;
    if (last <= (onEachSide + onEnds) * 2) return this.pageRange;
    const gap = gettext('…');
    const before =
      number > onEachSide + onEnds + 2
        ? [...range(1, onEnds), gap, ...range(number - onEachSide, number)]
        : range(1, number);
    const after =
      number < last - onEachSide - onEnds - 1
        ? [...range(number + 1, number + onEachSide), gap, ...range(last - onEnds + 1, last)]
        : range(number + 1, last);
    return [...before, ...after];
  }
}

/** Both ends included. */
function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
