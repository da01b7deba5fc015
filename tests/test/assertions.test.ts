import {
  assertAlmostEqual,
  assertCountEqual,
  assertEqual,
  assertHTMLEqual,
  assertIn,
  assertInHTML,
  assertJSONEqual,
  assertNotIn,
  assertRaises,
  assertRaisesMessage,
  assertURLEqual,
  SimpleTestCase,
} from 'jango/test';
import { describe, expect, expectTypeOf, test } from 'vitest';

describe('assertions', () => {
  test('assertEqual() compares all the way down', () => {
    assertEqual({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] });
    expect(() => assertEqual([1], [2])).toThrow('Expected values to be strictly deep-equal');
  });

  test('assertIn() looks into lists, texts, sets and objects', () => {
    assertIn('b', ['a', 'b']);
    assertIn({ pk: 1 }, [{ pk: 1 }]);
    assertIn('ell', 'hello');
    assertIn('key', { key: 1 });
    assertNotIn(3, new Set([1, 2]));
    expect(() => assertIn('c', ['a', 'b'])).toThrow("'c' not found in [ 'a', 'b' ].");
  });

  test('assertCountEqual() says what is missing and what should not be there', () => {
    assertCountEqual([1, 2, 2], [2, 1, 2]);
    expect(() => assertCountEqual([1, 2], [2, 3])).toThrow('Missing: [ 3 ]; unexpected: [ 1 ].');
  });

  test('assertAlmostEqual() rounds the difference', () => {
    assertAlmostEqual(0.1 + 0.2, 0.3);
    expect(() => assertAlmostEqual(1, 1.01)).toThrow('1 is not 1.01 within 7 places.');
  });

  test('assertJSONEqual() and assertURLEqual() look at what is meant', () => {
    assertJSONEqual('{"a": 1, "b": [2]}', { b: [2], a: 1 });
    assertURLEqual('/search/?q=a&page=2', '/search/?page=2&q=a');
    expect(() => assertJSONEqual('{', {})).toThrow('First argument is not valid JSON');
  });

  test('assertHTMLEqual() sees what a browser sees', () => {
    assertHTMLEqual(
      '<p class="b a"  id=x>Hi &amp; bye<br/></p>',
      "<p id='x' class='a b'>\n  Hi & bye\n <br>\n</p>",
    );
    assertHTMLEqual('<input checked="checked">', '<input checked>');
    expect(() => assertHTMLEqual('<p>a</p>', '<p>b</p>')).toThrow();
    expect(() => assertHTMLEqual('<p><b></p>', '')).toThrow(
      'First argument is not valid HTML: `b` is closed by `p`',
    );
  });

  test('assertInHTML() finds an element wherever it is', () => {
    const page = '<ul><li class="x y">One</li> <li>Two</li><li>Two</li></ul>';
    assertInHTML('<li class="y x"> One </li>', page);
    assertInHTML('<li>Two</li>', page, { count: 2 });
    expect(() => assertInHTML('<li>Three</li>', page)).toThrow(
      "Couldn't find the following HTML\n<li>Three</li>",
    );
  });

  test('assertRaises() gives the error back, and lets others through', async () => {
    const error = await assertRaises(TypeError, () => {
      throw new TypeError('no');
    });
    expectTypeOf(error).toEqualTypeOf<TypeError>();
    expect(error.message).toBe('no');
    await expect(assertRaises(TypeError, () => 1)).rejects.toThrow('TypeError not raised; the result was 1.');
    await expect(assertRaises(TypeError, () => Promise.reject(new RangeError('other')))).rejects.toThrow(
      'other',
    );
    await assertRaisesMessage(RangeError, 'oth', () => Promise.reject(new RangeError('other')));
  });
});

describe('a test case', () => {
  const log: string[] = [];
  class Order extends SimpleTestCase {
    override setUp(): void {
      log.push('setUp');
    }
    override tearDown(): void {
      log.push('tearDown');
    }
    testFails(): void {
      this.assertEqual(1 as number, 2);
    }
    async testForgetsToAwait(): Promise<void> {
      this.assertRaises(TypeError, () => Promise.resolve());
    }
  }

  test('is set up before and torn down after each test, failed ones too', async () => {
    await expect(new Order().runTest('testFails')).rejects.toThrow();
    expect(log).toEqual(['setUp', 'tearDown']);
  });

  test('is not over before an assertion that nobody awaited', async () => {
    await expect(new Order().runTest('testForgetsToAwait')).rejects.toThrow('TypeError not raised');
  });
});
