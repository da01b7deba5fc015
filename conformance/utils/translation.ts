import { parseAcceptLangHeader, toLanguage, toLocale } from '../../src/utils/language-codes.ts';
import { getLanguageInfo } from '../../src/utils/language-info.ts';
import { getLanguage, getLanguageBidi } from '../../src/utils/translation/active-language.ts';
import { getLanguageFromPath } from '../../src/utils/translation/request-language.ts';
import {
  checkForLanguage,
  getSupportedLanguageVariant,
} from '../../src/utils/translation/supported-languages.ts';
import type { UtilityFunctions } from './utility-function.ts';

export const translation: UtilityFunctions = {
  'translation.get_language_info': ([code]) => infoRecord(code),
  'translation.to_locale': ([language]) => toLocale(language),
  'translation.to_language': ([locale]) => toLanguage(locale),
  'translation.trans_real.parse_accept_lang_header': ([header]) => parseAcceptLangHeader(header),
  'translation.check_for_language': ([code]) => checkForLanguage(code),
  'translation.get_language': () => getLanguage(),
  'translation.get_language_bidi': () => getLanguageBidi(),
  'translation.get_language_from_path': ([path]) => getLanguageFromPath(path),
  'translation.trans_real.get_language_from_path': ([path, strict], kwargs) =>
    getLanguageFromPath(path, strict ?? kwargs['strict'] ?? false),
  'translation.get_supported_language_variant': ([code, strict], kwargs) =>
    getSupportedLanguageVariant(code ?? '', strict ?? kwargs['strict'] ?? false),
  'translation.trans_real.get_supported_language_variant': ([code, strict], kwargs) =>
    getSupportedLanguageVariant(code ?? '', strict ?? kwargs['strict'] ?? false),
};

function infoRecord(code: string) {
  const { name, nameLocal, nameTranslated, bidi, code: base } = getLanguageInfo(code);
  return { bidi, code: base, name, name_local: nameLocal, name_translated: nameTranslated };
}
