import { expect, test } from 'vitest';
import { http } from '../../conformance/families/http.ts';
import { failuresOf } from '../support/replay.ts';

test('query strings, cookies, uploads and requests are read and written as Django does', async () => {
  expect(await failuresOf(http)).toEqual([]);
});
