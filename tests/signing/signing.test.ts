import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  BadSignature,
  base62Decode,
  base62Encode,
  dumps,
  InvalidAlgorithm,
  loads,
  SignatureExpired,
  Signer,
  saltedHmac,
  TimestampSigner,
} from '../../src/core/signing/index.ts';
import { configureForTests } from '../contrib/settings.ts';

configureForTests();
afterEach(() => {
  vi.useRealTimers();
});

const at = (seconds: number): void => {
  vi.useFakeTimers({ now: seconds * 1000, toFake: ['Date'] });
};

describe('a signer', () => {
  const signer = new Signer({ key: 'predictable-secret' });

  it('puts the signature that Django puts', () => {
    expect(signer.sign('q;wjmbk;wkmb')).toBe('q;wjmbk;wkmb:ESOpoMZym_IBvFiG9RFPE-jr2Y7pdIoUmonfgnf-gsE');
    expect(new Signer({ key: 'predictable-secret', salt: 'extra-salt' }).signature('hello')).toBe(
      'g8YZrsJ1xXg4hGFgU2uc4ff9ZZRKt3ReprMkjND8TfM',
    );
    expect(signer.signObject({ a: 'dictionary' })).toBe(
      'eyJhIjoiZGljdGlvbmFyeSJ9:ZV1C319hpsno9ICUvtridke2fptPX6PfNmJMZWdIETk',
    );
  });

  it('gives back what was signed, and refuses what was not', () => {
    for (const text of ['q;wjmbk;wkmb', '3098247:529:087:', '’', '']) {
      expect(signer.unsign(signer.sign(text))).toBe(text);
    }
    const signed = signer.sign('Another string');
    expect(() => signer.unsign(signed.toUpperCase())).toThrow(BadSignature);
    expect(() => signer.unsign(`${signed}x`)).toThrow('does not match');
    expect(() => signer.unsign('no separator')).toThrow('No ":" found in value.');
  });

  it('believes older keys that it is told of', () => {
    const old = new Signer({ key: 'old' }).sign('abc');
    expect(new Signer({ key: 'new', fallbackKeys: ['old'] }).unsign(old)).toBe('abc');
    expect(() => new Signer({ key: 'new', fallbackKeys: [] }).unsign(old)).toThrow(BadSignature);
  });

  it('refuses a separator that could stand in a signature, and an unknown hash', () => {
    for (const sep of ['', '-', 'abc']) expect(() => new Signer({ sep })).toThrow('may stand in a signature');
    expect(() => new Signer({ algorithm: 'whatever' }).sign('hello')).toThrow(InvalidAlgorithm);
  });
});

describe('a timestamp signer', () => {
  const signer = new TimestampSigner({ key: 'predictable-key' });

  it('knows when a text was signed', () => {
    at(123_456_789);
    const signed = signer.sign('hello');
    expect(signed).toBe('hello:8M0kX:0pJB1_TN9Bno2aK29thnZKKHn76ngzcQVnIrp_DNs5M');
    at(123_456_800);
    expect(signer.unsign(signed, { maxAge: 12 })).toBe('hello');
    expect(() => signer.unsign(signed, { maxAge: 10 })).toThrow(SignatureExpired);
  });
});

describe('dumps() and loads()', () => {
  it('carry values', () => {
    for (const value of [['a', 'list'], 'a string ’', { a: 'dictionary' }, 12, null]) {
      expect(loads(dumps(value))).toEqual(value);
    }
  });

  it('deflate when that is shorter', () => {
    const long = 'a'.repeat(1000);
    expect(dumps(long, { compress: true })).toMatch(/^\./);
    expect(dumps(long, { compress: true }).length).toBeLessThan(100);
    expect(loads(dumps(long, { compress: true }))).toBe(long);
    expect(dumps('short', { compress: true })).not.toMatch(/^\./);
  });

  it('keep purposes apart by their salts', () => {
    expect(() => loads(dumps('x', { salt: 'one' }), { salt: 'two' })).toThrow(BadSignature);
  });
});

describe('base 62', () => {
  it('writes numbers short, and reads them back', () => {
    expect(base62Encode(1_715_785_445)).toBe('1s7GAn');
    for (const number of [0, 1, -1, 61, 62, 10 ** 15, -123])
      expect(base62Decode(base62Encode(number))).toBe(number);
    expect(base62Decode('?')).toBeNaN();
  });
});

it('saltedHmac() is Django’s', () => {
  expect(saltedHmac('salt', 'value', { secret: 'abcdefg' }).toString('hex')).toBe(
    '8bbee04ccddfa24772d1423a0ba43bd0c0e24b76',
  );
});
