import { fields } from 'jango/db';
import { expect, test } from 'vitest';
import { formField } from '../../src/forms/model-fields.ts';

function made(field: fields.Field): Record<string, unknown> {
  field.setAttributesFromName('it');
  return formField(field) as unknown as Record<string, unknown>;
}

test('a box that may be empty is never required, and offers no blank beside its default', () => {
  expect(made(new fields.BooleanField()).required).toBe(false);
  expect(made(new fields.BooleanField({ null: true })).required).toBe(false);
  const choices = [
    [true, 'Yes'],
    [false, 'No'],
  ] as const;
  expect(made(new fields.BooleanField({ choices, default: true, blank: true })).choices).toEqual(choices);
  expect(made(new fields.BooleanField({ choices, blank: true })).choices).toEqual([
    ['', '---------'],
    ...choices,
  ]);
});

test('big integers have the limits of their column', () => {
  const big = made(new fields.BigIntegerField());
  expect([big.minValue, big.maxValue]).toEqual([-(2n ** 63n), 2n ** 63n - 1n]);
  expect(made(new fields.PositiveBigIntegerField()).minValue).toBe(0);
});

test('an empty long text stays a text where NULL is allowed; a short one becomes NULL', () => {
  expect(made(new fields.TextField({ null: true })).emptyValue).toBe('');
  expect(made(new fields.CharField({ maxLength: 3, null: true })).emptyValue).toBeNull();
});

test('bytes are edited as text when they may be edited', () => {
  expect((made(new fields.BinaryField({ editable: true })).constructor as { name: string }).name).toBe(
    'CharField',
  );
});
