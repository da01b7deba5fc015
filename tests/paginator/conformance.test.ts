import { expect, test } from 'vitest';
import { EmptyPage, PageNotAnInteger, Paginator } from '../../src/core/paginator/index.ts';
import { snakeToCamel } from '../../src/utils/case.ts';
import { decode } from '../forms/conformance/values.ts';
import { hasVectors, readVectors, type Vector } from '../support/conformance.ts';

const ERRORS = { EmptyPage, PageNotAnInteger };

test.skipIf(!hasVectors).each(readVectors('paginator'))('$id', async (vector) => {
  const { output, error } = vector.expect;
  if (error !== undefined) {
    await expect(perform(vector)).rejects.toThrow(ERRORS[error as keyof typeof ERRORS]);
    return;
  }
  expect(await perform(vector)).toEqual(decode(output));
});

async function perform(vector: Vector): Promise<unknown> {
  const paginator = new Paginator(decode(vector['object_list']) as unknown[], Number(vector['per_page']), {
    orphans: Number(vector['orphans']),
    allowEmptyFirstPage: vector['allow_empty_first_page'] === true,
  });
  const number = decode(vector['number']);
  if (vector['op'] === 'paginator') {
    return { count: paginator.count, num_pages: paginator.numPages, page_range: paginator.pageRange };
  }
  if (vector['op'] === 'get_elided_page_range') {
    const options = Object.entries((vector['kwargs'] ?? {}) as object).map(([name, value]) => [
      snakeToCamel(name),
      value,
    ]);
    return paginator.getElidedPageRange(number, Object.fromEntries(options) as object);
  }
  const page = vector['op'] === 'page' ? await paginator.page(number) : await paginator.getPage(number);
  return {
    number: page.number,
    object_list: page.objectList,
    has_next: page.hasNext(),
    has_previous: page.hasPrevious(),
    has_other_pages: page.hasOtherPages(),
    next_page_number: outcome(() => page.nextPageNumber()),
    previous_page_number: outcome(() => page.previousPageNumber()),
    start_index: page.startIndex(),
    end_index: page.endIndex(),
    str: String(page),
  };
}

function outcome(read: () => number): unknown {
  try {
    return read();
  } catch (error) {
    return { error: (error as Error).name, message: (error as Error).message };
  }
}
