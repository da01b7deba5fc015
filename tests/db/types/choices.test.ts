import { models } from 'jango/db';
import { expect, expectTypeOf, test } from 'vitest';

test('choices have values of the type of their field', () => {
  class Paper extends models.Model {
    size = models.IntegerField({
      choices: [
        [1, 'One'],
        [2, 'Two'],
      ],
    });
    kind = models.CharField({
      maxLength: 2,
      choices: [
        [
          'G',
          [
            ['a', 'A'],
            ['b', 'B'],
          ],
        ],
        ['c', 'C'],
      ],
    });
    none = models.IntegerField({
      choices: [
        [null, '-'],
        [1, 'One'],
      ],
      null: true,
    });
    named = models.CharField({ maxLength: 2, choices: { a: 'A', b: 'B' } });
    later = models.CharField({ maxLength: 2, choices: () => [['a', 'A']] });
    // @ts-expect-error -- a text is no whole number
    wrong = models.IntegerField({ choices: [['a', 'A']] });
    // @ts-expect-error -- a number is no text
    wrongText = models.CharField({ maxLength: 2, choices: [[1, 'A']] });
  }
  expectTypeOf<Paper['size']>().toEqualTypeOf<1 | 2>();
  expectTypeOf<Paper['kind']>().toEqualTypeOf<'a' | 'b' | 'c'>();
  expect(Paper.name).toBe('Paper');
});
