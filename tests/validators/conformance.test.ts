import { expect, test } from 'vitest';
import { validators } from '../../conformance/families/validators.ts';
import { failuresOf } from '../support/replay.ts';

test('validators accept and refuse what Django’s do', async () => {
  expect(await failuresOf(validators)).toEqual([]);
});
