import { expect, test } from 'vitest';
import { paginator } from '../../conformance/families/paginator.ts';
import { Paginator } from '../../src/core/paginator/index.ts';
import { failuresOf } from '../support/replay.ts';

test('pages and page ranges are Django’s', async () => {
  expect(await failuresOf(paginator)).toEqual([]);
});

test('a page is asked for by a number or a text, in the digits of any script', async () => {
  const pages = new Paginator([1, 2, 3], 1);
  expect((await pages.page('２')).number).toBe(2);
  await expect(async () => pages.page([1])).rejects.toThrow('That page number is not an integer');
});
