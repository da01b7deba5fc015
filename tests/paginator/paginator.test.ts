import { EmptyPage, PageNotAnInteger, Paginator } from 'jango/core/paginator';
import { expect, expectTypeOf, test } from 'vitest';

const letters = [...'abcdefghij'];

/** Something that counts and slices itself, as a query does. */
class Rows {
  readonly asked: string[] = [];
  readonly ordered = true;

  async count(): Promise<number> {
    this.asked.push('count');
    return letters.length;
  }

  async slice(from: number, to: number): Promise<string[]> {
    this.asked.push(`${from}-${to}`);
    return letters.slice(from, to);
  }
}

test('a page is a list of its objects that knows where it stands', async () => {
  const page = await new Paginator(letters, 4).page(2);
  expect([...page]).toEqual(['e', 'f', 'g', 'h']);
  expect(page.hasNext()).toBe(true);
  expect(page.previousPageNumber()).toBe(1);
  expect([page.startIndex(), page.endIndex()]).toEqual([5, 8]);
  expect(String(page)).toBe('<Page 2 of 3>');
  expectTypeOf(page.objectList).toEqualTypeOf<readonly string[]>();
});

test('a query is counted once, and asked for the rows of one page only', async () => {
  const rows = new Rows();
  const paginator = new Paginator(rows, 4);
  const page = await paginator.getPage('2');
  await paginator.getPage('3');
  expect(page.objectList).toEqual(['e', 'f', 'g', 'h']);
  expect(rows.asked).toEqual(['count', '4-8', '8-10']);
});

test('what is known of a list is there at once', () => {
  const paginator = new Paginator(letters, 4);
  expect(paginator.count).toBe(10);
  expect(paginator.pageRange).toEqual([1, 2, 3]);
});

test('page() refuses what is no page, and getPage() makes the best of it', async () => {
  const paginator = new Paginator(letters, 4);
  await expect(paginator.page('x')).rejects.toThrow(
    new PageNotAnInteger('That page number is not an integer'),
  );
  await expect(paginator.page(9)).rejects.toThrow(new EmptyPage('That page contains no results'));
  await expect(paginator.page(0)).rejects.toThrow('That page number is less than 1');
  expect((await paginator.getPage('x')).number).toBe(1);
  expect((await paginator.getPage(9)).number).toBe(3);
  expect((await paginator.getPage(null)).number).toBe(1);
});

test('a few objects that are left over stay on the last page', async () => {
  const paginator = new Paginator(letters, 3, { orphans: 1 });
  expect((await paginator.page(3)).objectList).toEqual(['g', 'h', 'i', 'j']);
});

test('a long range of pages is cut', async () => {
  const paginator = new Paginator(Array.from({ length: 500 }), 10);
  const page = await paginator.page(43);
  expect(page.elidedPageRange()).toEqual([1, 2, '…', 40, 41, 42, 43, 44, 45, 46, '…', 49, 50]);
});
