import './locales.ts';
import { expect, test } from 'vitest';
import { hasVectors, readVectors } from '../../support/conformance.ts';
import { difference } from './run.ts';
import { decode, makeField, makeValidator } from './values.ts';

test.skipIf(!hasVectors).each(readVectors('forms_field'))('$id', async (vector) => {
  const outcome = await difference(vector, () => {
    const field = makeField(vector);
    const args = (vector['args'] as unknown[]).map(decode) as [unknown, unknown];
    if (vector['op'] === 'clean') return field.clean(...args);
    if (vector['op'] === 'has_changed') return field.hasChanged(...args);
    return field.prepareValue(args[0]);
  });
  expect(outcome).toBeUndefined();
});

test.skipIf(!hasVectors).each(readVectors('validators'))('$id', async (vector) => {
  const outcome = await difference(vector, () => {
    makeValidator(vector['validator'] as Record<string, unknown>)(decode(vector['value']));
    return null;
  });
  expect(outcome).toBeUndefined();
});
