import { LookupError } from '../../core/errors/lookup-error.ts';
import { cutAtDash, MAX_CODE_LENGTH, toLocale } from '../language-codes.ts';
import { FALLBACKS, LANGUAGES } from '../languages.ts';
import { localeSettings } from '../locale-settings.ts';
import { appLocaleFolders, catalogFile } from './locale-folders.ts';
import { localeNames } from './locale-names.ts';

const CODE = /^[a-z]{1,8}(?:-[a-z0-9]{1,8})*(?:@[a-z0-9]{1,20})?$/i;

/** Whether there are texts of the language or its base: the framework knows it, or a `locale/` folder does. */
export function checkForLanguage(code: string | null): boolean {
  if (code === null || !CODE.test(code)) return false;
  const language = code.toLowerCase();
  if (LANGUAGES.has(language) || LANGUAGES.has(toLocale(language).split('_')[0]!)) return true;
  const folders = [...appLocaleFolders(), ...localeSettings().LOCALE_PATHS];
  return localeNames(language).some((name) =>
    folders.some((folder) => catalogFile(folder, name) !== undefined),
  );
}

/**
 * The language of `LANGUAGES` that serves for a code: itself, one with fewer parts (`fr-ca` gives `fr`), or, unless `strict`,
 * another of its kind (`fr` gives `fr-ca` where only that is there).
 * @throws LookupError when there is none
 */
export function getSupportedLanguageVariant(code: string, strict = false): string {
  const unknown = new LookupError(`No language of LANGUAGES serves for '${code.slice(0, 50)}'.`);
  const { USE_I18N, LANGUAGE_CODE } = localeSettings();
  if (!USE_I18N) {
    if (code.toLowerCase() === LANGUAGE_CODE.toLowerCase()) return code;
    throw unknown;
  }
  const written = code.length > MAX_CODE_LENGTH ? cutAtDash(code) : code;
  if (written === undefined || written === '') throw unknown;
  const possible = possibleCodes(written);
  const supported = new Set(localeSettings().LANGUAGES.map(([name]) => name));
  const found = possible.find((name) => supported.has(name.toLowerCase()) && checkForLanguage(name));
  if (found !== undefined) return found;
  const generic = `${possible.at(-1)}-`;
  const related = strict ? undefined : [...supported].find((name) => name.startsWith(generic));
  if (related !== undefined) return related;
  throw unknown;
}

function possibleCodes(code: string): string[] {
  const codes = [code, ...(FALLBACKS[code] === undefined ? [] : [FALLBACKS[code]])];
  for (let at = code.lastIndexOf('-'); at > 0; at = code.lastIndexOf('-', at - 1))
    codes.push(code.slice(0, at));
  return codes;
}
