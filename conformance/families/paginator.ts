import { Paginator } from '../../src/core/paginator/index.ts';
import { sameValue } from '../forms/matching.ts';
import { differs } from '../forms/outcome.ts';
import { decode, options } from '../forms/values.ts';
import type { Family, Vector } from '../vector.ts';

async function run(vector: Vector): Promise<unknown> {
  const paginator = new Paginator(decode(vector['object_list']) as unknown[], Number(vector['per_page']), {
    orphans: Number(vector['orphans']),
    allowEmptyFirstPage: vector['allow_empty_first_page'] === true,
  });
  const number = decode(vector['number']);
  if (vector['op'] === 'paginator') {
    return {
      count: await paginator.count,
      num_pages: await paginator.numPages,
      page_range: await paginator.pageRange,
    };
  }
  if (vector['op'] === 'get_elided_page_range') {
    return paginator.getElidedPageRange(number, options(vector['kwargs']));
  }
  const page = vector['op'] === 'page' ? await paginator.page(number) : await paginator.getPage(number);
  return {
    number: page.number,
    object_list: page.objectList,
    has_next: page.hasNext(),
    has_previous: page.hasPrevious(),
    has_other_pages: page.hasOtherPages(),
    next_page_number: numberOrError(() => page.nextPageNumber()),
    previous_page_number: numberOrError(() => page.previousPageNumber()),
    start_index: page.startIndex(),
    end_index: page.endIndex(),
    str: String(page),
  };
}

function numberOrError(read: () => number): unknown {
  try {
    return read();
  } catch (error) {
    return { error: (error as Error).name, message: (error as Error).message };
  }
}

function compare(vector: Vector, result: unknown): string | undefined {
  const { output, error } = vector.expect;
  if (error !== undefined) return differs(error, result);
  return sameValue(output, result) ? undefined : differs(output, result);
}

/** Pages and page ranges. */
export const paginator: Family = { name: 'paginator', run, compare };
