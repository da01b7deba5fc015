import { rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configure } from 'jango/conf';
import { overrideSettings } from 'jango/test';
import {
  CatalogError,
  gettext,
  ngettext,
  npgettext,
  override,
  pgettext,
  setCatalog,
} from 'jango/utils/translation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { setAppLocaleFolders } from '../../src/utils/translation/locale-folders.ts';
import { FORMS, poText, temporaryFolder, writeCatalog } from './catalogs.ts';

const root = temporaryFolder();
const first = path.join(root, 'first');
const second = path.join(root, 'second');
const shop = path.join(root, 'shop/locale');
const blog = path.join(root, 'blog/locale');
configure({ SECRET_KEY: 'test', BASE_DIR: root, LOCALE_PATHS: [first, second] });

const message = (id: string, text: string) => `msgid "${id}"\nmsgstr "${text}"\n\n`;

beforeAll(() => {
  setAppLocaleFolders([shop, blog]);
  writeCatalog(
    first,
    'ko',
    poText(
      FORMS.ko,
      `${message('hello', '첫째')}
msgctxt "month"
msgid "May"
msgstr "5월"

msgid "%(n)s file"
msgid_plural "%(n)s files"
msgstr[0] "파일 %(n)s개"

msgctxt "fruit"
msgid "date"
msgid_plural "dates"
msgstr[0] "대추"
`,
    ),
  );
  writeCatalog(second, 'ko', poText(FORMS.ko, message('hello', '둘째') + message('bye', '둘째')));
  writeCatalog(
    shop,
    'ko',
    poText(FORMS.ko, message('bye', '가게') + message('cart', '가게') + message('name', '가게')),
  );
  writeCatalog(blog, 'ko', poText(FORMS.ko, message('name', '글') + message('post', '글')));
  writeCatalog(first, 'de', poText(FORMS.de, message('hello', 'Hallo') + message('only de', 'nur')));
  writeCatalog(first, 'de_AT', poText(FORMS.de, message('hello', 'Servus')));
  writeCatalog(first, 'pt_BR', poText(FORMS.de, message('hello', 'Oi')));
  writeCatalog(first, 'fr_FR', poText(FORMS.de, message('hello', 'Salut')));
  writeCatalog(second, 'en', poText(FORMS.de, message('hello', 'Hi')));
});
afterAll(() => {
  setAppLocaleFolders([]);
  rmSync(root, { recursive: true });
});

const inLanguage = (language: string | null, ...messages: string[]) =>
  override(language, () => messages.map(gettext));

describe('gettext()', () => {
  test('looks at LOCALE_PATHS first, then at the apps, then at the words of the framework; the first one wins', () => {
    expect(inLanguage('ko', 'hello', 'bye', 'cart', 'name', 'post', 'today')).toEqual([
      '첫째',
      '둘째',
      '가게',
      '가게',
      '글',
      '오늘',
    ]);
  });

  test('goes from a country to its language, and from there to the language of the settings', async () => {
    expect(inLanguage('de-at', 'hello', 'only de', 'cart')).toEqual(['Servus', 'nur', 'cart']);
    await overrideSettings({ LANGUAGE_CODE: 'ko' }, () => {
      expect(inLanguage('de-at', 'hello', 'only de', 'cart')).toEqual(['Servus', 'nur', '가게']);
      // Texts are written in English: nothing stands in for it.
      expect(inLanguage('en-us', 'hello', 'cart')).toEqual(['Hi', 'cart']);
    });
  });

  test("finds a language in the folder of its own country, and in no other one's", () => {
    expect(inLanguage('fr', 'hello')).toEqual(['Salut']);
    expect(inLanguage('pt', 'hello')).toEqual(['Hi']);
    expect(inLanguage('pt-br', 'hello')).toEqual(['Oi']);
  });

  test('leaves texts as they are without translation', async () => {
    expect(inLanguage(null, 'hello', 'today')).toEqual(['hello', 'today']);
    await overrideSettings({ USE_I18N: false, LANGUAGE_CODE: 'ko' }, () => {
      expect([gettext('hello'), ngettext('day', 'days', 2)]).toEqual(['hello', 'days']);
    });
  });

  test('takes the line ends of Windows for those of catalogues, and gives nothing for nothing', () => {
    const folder = temporaryFolder();
    writeCatalog(folder, 'ko', poText(FORMS.ko, 'msgid "a\\nb"\nmsgstr "가\\n나"\n'));
    overrideSettings({ LOCALE_PATHS: [folder] }, () => {
      expect(inLanguage('ko', 'a\r\nb', 'a\rb', '')).toEqual(['가\n나', '가\n나', '']);
    });
  });
});

test('a text with a context is another text; with a number, one without a context may stand in', () => {
  override('ko', () => {
    expect(pgettext('month', 'May')).toBe('5월');
    expect(pgettext('name', 'May')).toBe('May');
    expect(npgettext('fruit', 'date', 'dates', 3)).toBe('대추');
    expect(npgettext('other', '%(n)s file', '%(n)s files', 3)).toBe('파일 %(n)s개');
    expect(npgettext('other', 'date', 'dates', 3)).toBe('dates');
    expect(gettext('%(n)s file')).toBe('파일 %(n)s개');
  });
});

test('setCatalog() goes before files', () => {
  setCatalog('ko', { gettext: (text) => (text === 'hello' ? '먼저' : undefined) });
  expect(inLanguage('ko', 'hello', 'bye')).toEqual(['먼저', '둘째']);
  setCatalog('ko', undefined);
  expect(inLanguage('ko', 'hello')).toEqual(['첫째']);
});

describe('a plural form', () => {
  const folder = temporaryFolder();
  const counts = [0, 1, 2, 3, 5, 11, 12, 21, 22, 25, 100, 101, 102, 111];
  afterAll(() => rmSync(folder, { recursive: true }));

  // What Django says for the same catalogues.
  test.each([
    ['ko', '00000000000000'],
    ['de', '10111111111111'],
    ['ru', '20112220122012'],
    ['pl', '20112222122212'],
    ['ar', '01233444445554'],
  ] as const)('is chosen as the rule of the catalogue says: %s', (language, expected) => {
    const forms = Array.from(
      { length: Number(/\d/.exec(FORMS[language])![0]) },
      (_, i) => `msgstr[${i}] "${i}"`,
    );
    writeCatalog(
      folder,
      language,
      poText(FORMS[language], `msgid "a"\nmsgid_plural "b"\n${forms.join('\n')}\n`),
    );
    overrideSettings({ LOCALE_PATHS: [folder] }, () => {
      expect(override(language, () => counts.map((n) => ngettext('a', 'b', n)).join(''))).toBe(expected);
    });
  });
});

describe('a catalogue that is not compiled', () => {
  const entries = `${message('done', '됨')}#, fuzzy\n${message('unsure', '아마')}${message('empty', '')}`;

  test('is read where there is no compiled one; unsure and missing translations are left out', () => {
    const folder = temporaryFolder();
    writeCatalog(folder, 'ko', poText(FORMS.ko, entries), 'po');
    overrideSettings({ LOCALE_PATHS: [folder] }, () => {
      expect(inLanguage('ko', 'done', 'unsure', 'empty')).toEqual(['됨', 'unsure', 'empty']);
    });
  });

  test('is read in place of an older compiled one while DEBUG is on', () => {
    const folder = temporaryFolder();
    const compiled = writeCatalog(folder, 'ko', poText(FORMS.ko, message('done', '전')));
    writeCatalog(folder, 'ko', poText(FORMS.ko, message('done', '후')), 'po');
    utimesSync(compiled, 1, 1);
    const done = (DEBUG: boolean) =>
      overrideSettings({ LOCALE_PATHS: [folder], DEBUG }, () => inLanguage('ko', 'done')[0]);
    expect([done(false), done(true)]).toEqual(['전', '후']);
  });

  test('may have another character set', () => {
    const folder = temporaryFolder();
    const file = writeCatalog(folder, 'de', '', 'po');
    writeFileSync(file, Buffer.from(poText(FORMS.de, message('egg', '\xc4i'), 'ISO-8859-1'), 'latin1'));
    overrideSettings({ LOCALE_PATHS: [folder] }, () => expect(inLanguage('de', 'egg')).toEqual(['Äi']));
  });
});

describe('a broken catalogue is named', () => {
  function reading(kind: 'po' | 'mo', content: string | Buffer): { error: unknown; file: string } {
    const folder = temporaryFolder();
    const file = writeCatalog(folder, 'ko', '', 'po').replace(/po$/, kind);
    writeFileSync(file, content);
    try {
      overrideSettings({ LOCALE_PATHS: [folder] }, () => inLanguage('ko', 'a'));
    } catch (error) {
      return { error, file };
    }
    throw new Error('It was read.');
  }

  test.each([
    ['mo', 'nonsense', 'it is no compiled catalogue'],
    [
      'mo',
      Buffer.from([0xde, 0x12, 0x04, 0x95, 0, 0, 0, 0, 9, 0, 0, 0, 28, 0, 0, 0, 28, 0, 0, 0]),
      'it ends too early',
    ],
    [
      'po',
      'msgid "a\nmsgstr "b"\n',
      'Invalid key name "b" at line 2. This can be caused by an unescaped quote',
    ],
    ['po', poText(FORMS.ko, '', 'klingon'), "there is no character set 'klingon'"],
    ['po', poText('nplurals=2', ''), "its Plural-Forms are wrong: 'nplurals=2' is not of the form"],
    [
      'po',
      poText('nplurals=2; plural=process.exit();', ''),
      "its Plural-Forms are wrong: 'process.exit()' cannot stand in a plural rule",
    ],
    [
      'po',
      poText('nplurals=2; plural=(n != 1;', ''),
      "its Plural-Forms are wrong: the plural rule lacks a ')'",
    ],
    [
      'po',
      poText('nplurals=2; plural=n !;', ''),
      "its Plural-Forms are wrong: '!' stands where it cannot stand",
    ],
    [
      'po',
      poText(`nplurals=2; plural=${'('.repeat(50)}n${')'.repeat(50)};`, ''),
      'its Plural-Forms are wrong: the plural rule is nested too deeply',
    ],
  ] as const)('%s %#', (kind, content, problem) => {
    const { error, file } = reading(kind, content);
    expect(error).toBeInstanceOf(CatalogError);
    expect((error as CatalogError).code).toBe('translation.catalog');
    expect((error as CatalogError).file).toBe(file);
    expect((error as CatalogError).message).toContain(
      `The translations in ${file} cannot be read: ${problem}`,
    );
  });
});
