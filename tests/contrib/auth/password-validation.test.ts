import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CommonPasswordValidator,
  MinimumLengthValidator,
  NumericPasswordValidator,
  passwordValidatorsHelpTexts,
  UserAttributeSimilarityValidator,
  validatePassword,
} from 'jango/contrib/auth';
import { beforeAll, describe, expect, it } from 'vitest';
import { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { configureForTests, withSettings } from '../settings.ts';

beforeAll(() => configureForTests());

const ALL = [
  { NAME: 'UserAttributeSimilarityValidator' },
  { NAME: 'MinimumLengthValidator', OPTIONS: { minLength: 8 } },
  { NAME: 'CommonPasswordValidator' },
  { NAME: 'NumericPasswordValidator' },
];

async function problems(password: string, user?: object): Promise<(string | undefined)[]> {
  return withSettings({ AUTH_PASSWORD_VALIDATORS: ALL }, async () => {
    try {
      await validatePassword(password, user);
      return [];
    } catch (error) {
      return (error as ValidationError).errorList.map((one) => one.kind);
    }
  });
}

describe('validatePassword()', () => {
  it('names every rule that a password breaks', async () => {
    expect(await problems('1234')).toEqual([
      'password_too_short',
      'password_too_common',
      'password_entirely_numeric',
    ]);
  });

  it('accepts a password that breaks none', async () => {
    expect(await problems('a-Long-enough-1', { username: 'admin' })).toEqual([]);
  });

  it('accepts all when no rule is set', async () => {
    await expect(validatePassword('1')).resolves.toBeUndefined();
  });

  it("understands Django's names of validators and options", async () => {
    const AUTH_PASSWORD_VALIDATORS = [
      { NAME: 'django.contrib.auth.password_validation.MinimumLengthValidator', OPTIONS: { min_length: 12 } },
    ];
    await withSettings({ AUTH_PASSWORD_VALIDATORS }, async () => {
      await expect(validatePassword('elevenchars')).rejects.toThrow(
        'It must contain at least 12 characters.',
      );
      expect(await passwordValidatorsHelpTexts()).toEqual([
        'Your password must contain at least 12 characters.',
      ]);
    });
  });
});

describe('UserAttributeSimilarityValidator', () => {
  const user = { username: 'testclient', firstName: 'Test', lastName: 'Client', email: 'client@example.com' };
  const validator = new UserAttributeSimilarityValidator();

  it.each(['testclient', 'TESTCLIENT1', 'example.com', 'clientele'])('refuses %s', (password) => {
    expect(() => validator.validate(password, user)).toThrow('The password is too similar to the');
  });

  it('accepts another word, and any without a user', () => {
    expect(() => validator.validate('correct horse', user)).not.toThrow();
    expect(() => validator.validate('testclient')).not.toThrow();
  });

  it('has a limit of its own when told', () => {
    expect(() =>
      new UserAttributeSimilarityValidator({ maxSimilarity: 1 }).validate('testclient1', user),
    ).not.toThrow();
    expect(() => new UserAttributeSimilarityValidator({ maxSimilarity: 0.01 })).toThrow('at least 0.1');
  });
});

describe('the other validators', () => {
  it('count characters, not UTF-16 units', () => {
    expect(() => new MinimumLengthValidator({ minLength: 4 }).validate('🔑🔑🔑')).toThrow(ValidationError);
    expect(() => new MinimumLengthValidator({ minLength: 3 }).validate('🔑🔑🔑')).not.toThrow();
  });

  it('refuse digits alone, in any script', () => {
    expect(() => new NumericPasswordValidator().validate('4209391')).toThrow(
      'This password is entirely numeric.',
    );
    expect(() => new NumericPasswordValidator().validate('٤٢٠٩')).toThrow(ValidationError);
    expect(() => new NumericPasswordValidator().validate('4209391a')).not.toThrow();
  });

  it.each([
    'password',
    'Password123',
    'qwerty',
    '1q2w3e4r',
    'dragon2024',
    'asdfghjkl',
    'aaaaaaaa',
    ' letmein ',
  ])('know %s to be common', (password) => {
    expect(() => new CommonPasswordValidator().validate(password)).toThrow('This password is too common.');
  });

  it('do not take a rare word for a common one', () => {
    expect(() => new CommonPasswordValidator().validate('tangerine-otter')).not.toThrow();
  });

  it('read a list of your own', () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'passwords-')), 'list.txt');
    writeFileSync(file, 'from-my-top-10\n');
    const validator = new CommonPasswordValidator({ passwordListPath: file });
    expect(() => validator.validate('From-My-Top-10')).toThrow(ValidationError);
    expect(() => validator.validate('password')).not.toThrow();
  });
});
