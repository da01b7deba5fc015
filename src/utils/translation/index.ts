export { parseAcceptLangHeader, toLanguage, toLocale } from '../language-codes.ts';
export { getLanguageInfo, type LanguageInfo } from '../language-info.ts';
export {
  activate,
  deactivate,
  deactivateAll,
  getLanguage,
  getLanguageBidi,
  override,
} from './active-language.ts';
export { type Catalog, setCatalog } from './catalog.ts';
export { CatalogError } from './catalog-error.ts';
export { gettext, gettextNoop, ngettext, npgettext, pgettext } from './gettext.ts';
export {
  gettextLazy,
  type LazyPlural,
  type LazyString,
  ngettextLazy,
  npgettextLazy,
  pgettextLazy,
  type Text,
} from './lazy.ts';
export { getLanguageFromPath, getLanguageFromRequest, type LanguageRequest } from './request-language.ts';
export { checkForLanguage, getSupportedLanguageVariant } from './supported-languages.ts';
