import { expect, test } from 'vitest';
import { urls } from '../../conformance/families/urls.ts';
import { failuresOf } from '../support/replay.ts';

test('URLs are resolved and reversed as Django does', async () => {
  expect(await failuresOf(urls)).toEqual([]);
});
