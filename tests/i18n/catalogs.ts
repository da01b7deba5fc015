import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mo, po } from 'gettext-parser';

/** A folder of the test's own. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(tmpdir(), 'jango-i18n-'));
}

export function poText(pluralForms: string, entries: string, charset = 'UTF-8'): string {
  return `msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=${charset}\\n"\n"Plural-Forms: ${pluralForms}\\n"\n\n${entries}`;
}

/** Write `<folder>/<locale>/LC_MESSAGES/django.po`, or what it compiles to. @returns the file */
export function writeCatalog(folder: string, locale: string, text: string, kind: 'po' | 'mo' = 'mo'): string {
  const place = path.join(folder, locale, 'LC_MESSAGES');
  mkdirSync(place, { recursive: true });
  const file = path.join(place, `django.${kind}`);
  writeFileSync(file, kind === 'po' ? text : mo.compile(po.parse(text)));
  return file;
}

export const FORMS = {
  ko: 'nplurals=1; plural=0;',
  de: 'nplurals=2; plural=(n != 1);',
  ru: 'nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);',
  pl: 'nplurals=4; plural=(n==1 ? 0 : (n%10>=2 && n%10<=4) && (n%100<12 || n%100>14) ? 1 : n!=1 && (n%10>=0 && n%10<=1) || (n%10>=5 && n%10<=9) || (n%100>=12 && n%100<=14) ? 2 : 3);',
  ar: 'nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;',
} as const;
