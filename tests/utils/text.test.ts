import fc from 'fast-check';
import { expect, test } from 'vitest';
import { punycode } from '../../src/utils/encoding.ts';
import { forceBytes, forceStr } from '../../src/utils/force-text.ts';
import { urlsafeBase64Decode } from '../../src/utils/http.ts';
import { getTextList, getValidFilename, slugify, smartSplit, Truncator, wrap } from '../../src/utils/text.ts';
import { override, setCatalog } from '../../src/utils/translation/index.ts';
import { urlencode } from '../../src/utils/urlencode.ts';

test('a text is cut to a length that counts the ellipsis', () => {
  const text = new Truncator('The quick brown fox');
  expect(text.chars(9)).toBe('The quic…');
  expect(text.words(2, { truncate: ' …' })).toBe('The quick …');
  expect(new Truncator('<p>The <b>quick</b> fox</p>').words(2, { html: true })).toBe(
    '<p>The <b>quick</b>…</p>',
  );
});

test('a cut text is never longer than asked for', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 30 }), (text, length) => {
      const shown = new Truncator(text).chars(length).replace(/\p{Mn}/gu, '');
      expect([...shown].length).toBeLessThanOrEqual(length);
    }),
  );
});

test('the mark of a cut text is that of the language', () => {
  const cut = () => new Truncator('The quick brown fox').chars(9);
  expect(cut()).toBe('The quic…');
  setCatalog('ko', { gettext: (message) => message.replace('…', ' (더)') });
  expect(override('ko', cut)).toBe('The q (더)');
  setCatalog('ko', undefined);
  expect(override('ko', cut)).toBe('The quic…');
});

test('slugs keep letters of other scripts only when asked to', () => {
  expect(slugify(' Hello, Wörld! ')).toBe('hello-world');
  expect(slugify('안녕 세계', true)).toBe('안녕-세계');
});

test('words are split outside of quotes', () => {
  expect(smartSplit('a "b c" d=\'e f\' "g')).toEqual(['a', '"b c"', "d='e f'", '"g']);
});

test('lines are broken at words', () => {
  expect(wrap('this is a long paragraph of text', 14)).toBe('this is a long\nparagraph of\ntext');
});

test('lists are written with a last word', () => {
  expect(getTextList(['a', 'b', 'c'], 'and')).toBe('a, b and c');
});

test('file names lose what is special', () => {
  expect(getValidFilename("john's portrait.jpg")).toBe('johns_portrait.jpg');
  expect(() => getValidFilename('???')).toThrow('Could not derive file name');
});

test('bytes and texts become each other in an encoding', () => {
  expect(forceStr(Buffer.from('voilà'))).toBe('voilà');
  expect(forceBytes('voilà', 'latin-1')).toEqual(Buffer.from([0x76, 0x6f, 0x69, 0x6c, 0xe0]));
  expect(String(Buffer.from(forceBytes('voilà', 'ascii', 'ignore')))).toBe('voil');
  expect(() => forceStr(Buffer.from([0xff]))).toThrow('1 bytes are no text in utf-8.');
  expect(() => forceBytes('한', 'ascii')).toThrow(RangeError);
});

test('what is no letter of base 64 is passed over, and a query string writes truth as Python does', () => {
  expect(Buffer.from(urlsafeBase64Decode('YW Jj\n')).toString()).toBe('abc');
  expect(() => urlsafeBase64Decode('YWJjZ')).toThrow(RangeError);
  expect(urlencode({ a: true, b: 1.5 })).toBe('a=True&b=1.5');
  expect(punycode('a_b,c')).toBe('a_b,c');
});
