import { existsSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setup } from 'jango';
import { configure } from 'jango/conf';
import { callCommand } from 'jango/management';
import { overrideSettings } from 'jango/test';
import { gettext, override } from 'jango/utils/translation';
import { afterAll, expect, test } from 'vitest';
import { FORMS, poText, temporaryFolder, writeCatalog } from '../i18n/catalogs.ts';

const root = temporaryFolder();
configure({ SECRET_KEY: 'test', BASE_DIR: root });
await setup();
afterAll(() => rmSync(root, { recursive: true }));

async function compile(options: object = {}): Promise<string> {
  let text = '';
  const stream = { write: (more: string) => (text += more) };
  await callCommand('compilemessages', [], { stdout: stream, ...options });
  return text;
}

const entries = 'msgid "a"\nmsgstr "가"\n\n#, fuzzy\nmsgid "b"\nmsgstr "나"\n\nmsgid "c"\nmsgstr ""\n';
const inKorean = () =>
  overrideSettings({ LOCALE_PATHS: [path.join(root, 'locale')] }, () =>
    override('ko', () => ['a', 'b', 'c'].map(gettext).join('')),
  );

test('compilemessages compiles what has changed, of the locales that are wanted', async () => {
  await expect(compile()).rejects.toThrow('There are no .po files to compile.');
  const file = writeCatalog(path.join(root, 'locale'), 'ko', poText(FORMS.ko, entries), 'po');
  const german = writeCatalog(path.join(root, 'locale'), 'de', poText(FORMS.de, entries), 'po');
  expect(await compile({ exclude: ['de'] })).toBe('locale/ko/LC_MESSAGES/django.po is compiled.\n');
  expect(existsSync(german.replace('.po', '.mo'))).toBe(false);
  expect(inKorean()).toBe('가bc');
  expect(await compile({ locale: ['ko'] })).toBe('locale/ko/LC_MESSAGES/django.po is compiled already.\n');
  const later = new Date(Date.now() + 5000);
  utimesSync(file, later, later);
  await compile({ locale: ['ko'], useFuzzy: true, verbosity: 0 });
  expect(inKorean()).toBe('가나c');
});

test('compilemessages names every file that is broken', async () => {
  const file = writeCatalog(path.join(root, 'locale'), 'pl', '', 'po');
  writeFileSync(file, poText('nplurals=2; plural=oops;', entries));
  await expect(compile({ locale: ['pl'] })).rejects.toThrow(
    `The translations in ${file} cannot be read: its Plural-Forms are wrong: 'oops' cannot stand in a plural rule.`,
  );
});
