import * as validators from 'jango/core/validators';
import { expect, test } from 'vitest';
import { ValidationError } from '../../src/core/errors/validation-error.ts';

function errorOf(run: () => void): ValidationError | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof ValidationError) return error;
    throw error;
  }
  return undefined;
}

test('a validator is called with a value, and throws when it will not do', () => {
  const short = new validators.MaxLengthValidator(3);
  expect(errorOf(() => short('abc'))).toBeUndefined();
  const error = errorOf(() => short('abcd'))!;
  expect(error.kind).toBe('max_length');
  expect(error.messages).toEqual(['Ensure this value has at most 3 characters (it has 4).']);
});

test('length is counted in characters, as databases count', () => {
  expect(errorOf(() => new validators.MaxLengthValidator(2)('😀😀'))).toBeUndefined();
  expect(errorOf(() => new validators.MaxLengthValidator(1)('하나'))?.kind).toBe('max_length');
});

test('a validator keeps its settings, so that it can be compared and written to a migration', () => {
  const limit = new validators.MinValueValidator(1, { message: 'More!' });
  expect(limit).toBeInstanceOf(validators.MinValueValidator);
  expect(limit.limitValue).toBe(1);
  expect(limit.deconstruct()).toEqual({
    module: 'jango/core/validators',
    path: 'MinValueValidator',
    args: [1, { message: 'More!' }],
  });
  expect(limit.equals(new validators.MinValueValidator(1, { message: 'More!' }))).toBe(true);
  expect(limit.equals(new validators.MinValueValidator(1))).toBe(false);
});

test('a limit may be a function, which is asked at the time of the check', () => {
  let most = 1;
  const check = new validators.MaxValueValidator(() => most);
  expect(errorOf(() => check(2))?.messages).toEqual(['Ensure this value is less than or equal to 1.']);
  most = 5;
  expect(errorOf(() => check(2))).toBeUndefined();
});

test('values are compared by their own order: dates, decimals, big integers', () => {
  const tomorrow = new Date(Date.now() + 86_400_000);
  expect(errorOf(() => new validators.MaxValueValidator(new Date())(tomorrow))?.kind).toBe('max_value');
  expect(errorOf(() => new validators.MinValueValidator(3)(10n))).toBeUndefined();
});

test('a subclass says what counts and when it is too much', () => {
  class MaxWordsValidator extends validators.BaseValidator<number> {
    static override readonly message = 'At most %(limit_value)d words.';
    static override readonly code = 'max_words';
    protected override clean(value: unknown) {
      return String(value).split(/\s+/).length;
    }
    protected override compare(words: unknown, limit: number) {
      return (words as number) > limit;
    }
  }
  const error = errorOf(() => new MaxWordsValidator(2)('one two three'))!;
  expect([error.kind, ...error.messages]).toEqual(['max_words', 'At most 2 words.']);
});

test('a pattern with the g flag does not remember where it stopped', () => {
  const digits = new validators.RegexValidator(/\d/g);
  expect(errorOf(() => digits('1'))).toBeUndefined();
  expect(errorOf(() => digits('1'))).toBeUndefined();
});

test('overlong addresses are refused before a pattern sees them', () => {
  const host = `${'a'.repeat(60)}.`.repeat(60);
  expect(errorOf(() => new validators.URLValidator()(`http://${host}com`))?.kind).toBe('invalid');
  expect(errorOf(() => validators.validateEmail(`x@${host}com`))?.kind).toBe('invalid');
});

test('file names are judged by their ending', () => {
  const pdf = new validators.FileExtensionValidator({ allowedExtensions: ['PDF'] });
  expect(errorOf(() => pdf({ name: 'paper.pdf' }))).toBeUndefined();
  expect(errorOf(() => pdf({ name: 'paper.exe' }))?.messages).toEqual([
    'File extension “exe” is not allowed. Allowed extensions are: pdf.',
  ]);
});
