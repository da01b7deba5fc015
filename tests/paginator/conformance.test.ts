import { expect, test } from 'vitest';
import { paginator } from '../../conformance/families/paginator.ts';
import { failuresOf } from '../support/replay.ts';

test('pages and page ranges are Django’s', async () => {
  expect(await failuresOf(paginator)).toEqual([]);
});
