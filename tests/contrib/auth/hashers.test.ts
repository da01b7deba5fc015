import crypto from 'node:crypto';
import {
  Argon2PasswordHasher,
  checkPassword,
  getHasher,
  identifyHasher,
  isPasswordUsable,
  MD5PasswordHasher,
  makePassword,
  PBKDF2PasswordHasher,
  PBKDF2SHA1PasswordHasher,
  ScryptPasswordHasher,
  verifyPassword,
} from 'jango/contrib/auth';
import { beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { configureForTests, withSettings } from '../settings.ts';

beforeAll(() => configureForTests());

/** Texts that Django 5.2 made from the same password and salt. */
const DJANGO: readonly (readonly [algorithm: string, password: string, salt: string, encoded: string])[] = [
  [
    'pbkdf2_sha256',
    'lètmein',
    'seasalt2',
    'pbkdf2_sha256$1000000$seasalt2$egbhFghgsJVDo5Tpg/k9ZnfbySKQ1UQnBYXhR97a7sk=',
  ],
  [
    'pbkdf2_sha256',
    '',
    'seasalt',
    'pbkdf2_sha256$1000000$seasalt$pAUSyZaoLVTQI7m08WQqxhpi1U0Xw2Y4lwUxv2L4sSs=',
  ],
  ['pbkdf2_sha1', 'lètmein', 'seasalt2', 'pbkdf2_sha1$1000000$seasalt2$3R9hvSAiAy5ARspAFy5GJ/2rjXo='],
  [
    'scrypt',
    '',
    'seasalt',
    'scrypt$16384$seasalt$8$5$98nMllAqMvPohtQtLix3bbC/NGLnNVTcb1gRtJ0x+IfGvWuRx0kacqOv2mEI980BIuReHVXIsZqlYxEJvAYc0g==',
  ],
  ['md5', 'lètmein', 'Vti9n4dte2et68tVkAKqia', 'md5$Vti9n4dte2et68tVkAKqia$c814d3822f7e74e3297fa59e0719cbd8'],
];

describe('hashes', () => {
  it.each(DJANGO)('of %s are the texts that Django stores', async (algorithm, password, salt, encoded) => {
    await withSettings({ PASSWORD_HASHERS: [...HASHERS, 'MD5PasswordHasher'] }, async () => {
      expect(await makePassword(password, salt, algorithm)).toBe(encoded);
      expect(await checkPassword(password, encoded)).toBe(true);
      expect(await checkPassword(`${password}z`, encoded)).toBe(false);
    });
  });

  it('are made with the first of PASSWORD_HASHERS and a salt of 22 letters', async () => {
    const encoded = await makePassword('secret');
    expect(encoded).toMatch(/^pbkdf2_sha256\$1000000\$\w{22}\$[\w+/]{43}=$/);
    expectTypeOf(encoded).toEqualTypeOf<string>();
  });

  it('refuse a salt that is empty or has a dollar sign', async () => {
    for (const hasher of [new PBKDF2PasswordHasher(), new ScryptPasswordHasher(), new MD5PasswordHasher()]) {
      await expect(hasher.encode('password', '')).rejects.toThrow(
        'salt must be provided and cannot contain $.',
      );
      await expect(hasher.encode('password', 'sea$salt')).rejects.toThrow('cannot contain $');
    }
  });

  it('tell an administrator how they were made, but not what they are', () => {
    expect(new PBKDF2PasswordHasher().safeSummary('pbkdf2_sha256$100$seasalt$OAXyhAQ/')).toEqual({
      algorithm: 'pbkdf2_sha256',
      iterations: 100,
      salt: 'seasal*',
      hash: 'OAXyhA**',
    });
  });
});

describe('argon2', () => {
  it.runIf('argon2' in crypto)('makes the texts that Django stores', async () => {
    const encoded =
      'argon2$argon2id$v=19$m=102400,t=2,p=8$aW9kaXplZHNhbHQxMjM0$q6Ma6MdWgAUfRcR1azSa9kh0sV2r+rQ+ec8jWyS3ZHg';
    const hasher = new Argon2PasswordHasher();
    expect(await hasher.encode('lètmein', 'iodizedsalt1234')).toBe(encoded);
    expect(await hasher.verify('lètmein', encoded)).toBe(true);
    expect(await hasher.verify('letmein', encoded)).toBe(false);
    expect(hasher.mustUpdate(encoded)).toBe(true);
  });
});

describe('unusable passwords', () => {
  it('are made of null and fit nothing', async () => {
    const encoded = await makePassword(null);
    expect(encoded).toMatch(/^!\w{40}$/);
    expect(isPasswordUsable(encoded)).toBe(false);
    for (const password of [null, '', '!', encoded, encoded.slice(1)]) {
      expect(await checkPassword(password, encoded)).toBe(false);
    }
  });

  it('cost as much time as others: the preferred hasher runs once', async () => {
    const hasher = await getHasher();
    const encode = vi.spyOn(hasher, 'encode');
    await checkPassword('secret', '!unusable');
    expect(encode).toHaveBeenCalledTimes(1);
    await checkPassword('secret', 'gibberish$of$another$framework');
    expect(encode).toHaveBeenCalledTimes(2);
    encode.mockRestore();
  });
});

describe('an old hash', () => {
  const cheap = new PBKDF2PasswordHasher();
  cheap.iterations = 1000;

  it('is made anew when its password is given', async () => {
    const old = await makePassword('secret', null, cheap);
    expect(await verifyPassword('secret', old)).toEqual({ isCorrect: true, mustUpdate: true });
    const setter = vi.fn();
    expect(await checkPassword('secret', old, setter)).toBe(true);
    expect(setter).toHaveBeenCalledExactlyOnceWith('secret');
    expect(await checkPassword('wrong', old, setter)).toBe(false);
    expect(setter).toHaveBeenCalledTimes(1);
  });

  it('of another algorithm is made anew too', async () => {
    const old = await makePassword('secret', null, 'pbkdf2_sha1');
    expect(await identifyHasher(old)).toBeInstanceOf(PBKDF2SHA1PasswordHasher);
    expect((await verifyPassword('secret', old)).mustUpdate).toBe(true);
  });

  it('with a short salt is made anew', () => {
    expect(new PBKDF2PasswordHasher().mustUpdate('pbkdf2_sha256$1000000$iodizedsalt$x')).toBe(true);
    expect(new PBKDF2PasswordHasher().mustUpdate('pbkdf2_sha256$1000000$aaaabbbbccccddddeeeeff$x')).toBe(
      false,
    );
  });

  it('costs a wrong guess the time of a new one', async () => {
    const preferred = await getHasher();
    const old = await makePassword('secret', null, cheap);
    const harden = vi.spyOn(preferred, 'hardenRuntime');
    await checkPassword('wrong', old);
    expect(harden).toHaveBeenCalledOnce();
    harden.mockRestore();
  });
});

describe('getHasher()', () => {
  it('says which setting lacks an algorithm', async () => {
    await expect(getHasher('rot13')).rejects.toThrow(
      "Unknown password hashing algorithm 'rot13'. Did you specify it in the PASSWORD_HASHERS setting?",
    );
  });

  it("understands Django's names", async () => {
    await withSettings({ PASSWORD_HASHERS: ['django.contrib.auth.hashers.MD5PasswordHasher'] }, async () => {
      expect(await getHasher()).toBeInstanceOf(MD5PasswordHasher);
    });
  });
});

const HASHERS = ['PBKDF2PasswordHasher', 'PBKDF2SHA1PasswordHasher', 'ScryptPasswordHasher'];
