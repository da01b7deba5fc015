import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configure } from 'jango/conf';
import { overrideSettings, RequestFactory } from 'jango/test';
import {
  activate,
  checkForLanguage,
  deactivate,
  getLanguage,
  getLanguageBidi,
  getLanguageFromPath,
  getLanguageFromRequest,
  getSupportedLanguageVariant,
  override,
  parseAcceptLangHeader,
  toLanguage,
  toLocale,
} from 'jango/utils/translation';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './catalogs.ts';

const LANGUAGES = [
  ['en', 'English'],
  ['ko', 'Korean'],
  ['pt-br', 'Brazilian Portuguese'],
  ['zh-hans', 'Simplified Chinese'],
] as const;
configure({ SECRET_KEY: 'test', BASE_DIR: import.meta.dirname, LANGUAGES });

test('the active language is that of the block, else of the settings', async () => {
  expect(getLanguage()).toBe('en-us');
  const inside = await override('ko', async () => {
    await null;
    activate('ar');
    return [getLanguage(), getLanguageBidi()];
  });
  expect(inside).toEqual(['ar', true]);
  expect(getLanguage()).toBe('en-us');
  deactivate();
  await overrideSettings({ USE_I18N: false }, () => {
    expect(override('ko', getLanguage)).toBe('en-us');
  });
  await overrideSettings({ LANGUAGES_BIDI: ['ko'] }, () => {
    expect(override('ko-kr', getLanguageBidi)).toBe(true);
  });
});

test('codes of languages and names of locales belong together', () => {
  expect(['en-us', 'zh-hans', 'ko', 'sr-latn-rs'].map(toLocale)).toEqual([
    'en_US',
    'zh_Hans',
    'ko',
    'sr_Latn-rs',
  ]);
  expect(['en_US', 'zh_Hans'].map(toLanguage)).toEqual(['en-us', 'zh-hans']);
});

test('checkForLanguage() knows what the framework or a locale folder has texts for', () => {
  expect(['ko', 'de-at', 'PT-BR', 'tlh', 'de; x', ''].map(checkForLanguage)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ]);
  const folder = temporaryFolder();
  mkdirSync(path.join(folder, 'tlh/LC_MESSAGES'), { recursive: true });
  writeFileSync(path.join(folder, 'tlh/LC_MESSAGES/django.po'), '');
  overrideSettings({ LOCALE_PATHS: [folder] }, () => expect(checkForLanguage('tlh')).toBe(true));
});

describe('getLanguageFromRequest()', () => {
  const of = async (url: string, headers: Record<string, string>, checkPath = false) =>
    getLanguageFromRequest(await new RequestFactory().get(url, {}, { headers }), checkPath);

  test('looks at the path, the cookie, the wishes of the browser and the settings, in this order', async () => {
    const all = { Cookie: 'django_language=ko', 'Accept-Language': 'pt-br,en;q=0.5' };
    expect(await of('/zh-hans/', all, true)).toBe('zh-hans');
    expect(await of('/zh-hans/', all)).toBe('ko');
    expect(await of('/', { ...all, Cookie: 'django_language=tlh' })).toBe('pt-br');
    expect(await of('/', { 'Accept-Language': 'tlh,de;q=0.9,ko-kr;q=0.8' })).toBe('ko');
    expect(await of('/', { 'Accept-Language': '*' })).toBe('en');
    expect(await of('/', {})).toBe('en');
    await overrideSettings({ USE_I18N: false }, async () => expect(await of('/', all)).toBe('en-us'));
  });
});

test('a path may begin with a language', () => {
  expect(
    ['/ko/a/', '/ko', '/zh-cn/', '/pt/', '/korea/', '/', 'ko/'].map((url) => getLanguageFromPath(url)),
  ).toEqual(['ko', 'ko', 'zh-hans', 'pt-br', null, null, null]);
  expect(getLanguageFromPath('/pt/', true)).toBeNull();
});

test('getSupportedLanguageVariant() names the language that serves, or says that there is none', () => {
  expect(getSupportedLanguageVariant('ko-kr')).toBe('ko');
  expect(() => getSupportedLanguageVariant('tlh')).toThrow("No language of LANGUAGES serves for 'tlh'.");
});

test('parseAcceptLangHeader() sorts by weight', () => {
  expect(parseAcceptLangHeader('en;q=0.5, ko, *;q=0.1')).toEqual([
    ['ko', 1],
    ['en', 0.5],
    ['*', 0.1],
  ]);
});
