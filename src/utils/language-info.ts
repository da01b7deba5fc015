import { LookupError } from '../core/errors/lookup-error.ts';
import { FALLBACKS, LANGUAGES } from './languages.ts';
import { gettext } from './translation/gettext.ts';

export interface LanguageInfo {
  readonly code: string;
  /** In English. */
  readonly name: string;
  /** In the language itself. */
  readonly nameLocal: string;
  /** In the active language. */
  readonly nameTranslated: string;
  /** Written from right to left. */
  readonly bidi: boolean;
}

/** What is known of a language: `getLanguageInfo('ko').nameLocal` is `한국어`. @throws LookupError for an unknown one */
export function getLanguageInfo(code: string): LanguageInfo {
  const base = [code, FALLBACKS[code] ?? '', code.split('-')[0]!].find((name) => LANGUAGES.has(name));
  if (base === undefined)
    throw new LookupError(`Unknown language code ${code}.`, 'Codes are as in LANGUAGES: ko, pt-br.');
  const [name, nameLocal, bidi = false] = LANGUAGES.get(base)!;
  return { code: base, name, nameLocal, nameTranslated: gettext(name), bidi };
}
