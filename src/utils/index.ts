export { urlHasAllowedHostAndScheme } from './allowed-url.ts';
export { base36ToInt, intToBase36 } from './base36.ts';
export { contentDispositionHeader } from './content-disposition.ts';
export { constantTimeCompare, getRandomString } from './crypto.ts';
export { format as formatDateTime, timeFormat as formatTime } from './dateformat.ts';
export {
  type ParsedDateTime,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from './dateparse.ts';
export { Decimal } from './decimal.ts';
export { durationIsoString, durationMicroseconds, durationString } from './duration.ts';
export {
  escapeUriPath,
  filepathToUri,
  iriToUri,
  punycode,
  quote,
  quotePlus,
  uriToIri,
} from './encoding.ts';
export { escapejs } from './escape-js.ts';
export { type EncodingErrors, forceBytes, forceStr } from './force-text.ts';
export { dateFormat, getFormat, localize, numberFormat, timeFormat } from './formats.ts';
export { parseHeaderParameters } from './header-parameters.ts';
export {
  conditionalEscape,
  escape,
  formatHtml,
  formatHtmlJoin,
  type HtmlSource,
  markSafe,
  SafeString,
} from './html.ts';
export {
  escapeLeadingSlashes,
  isSameDomain,
  parseEtags,
  quoteEtag,
  urlsafeBase64Decode,
  urlsafeBase64Encode,
} from './http.ts';
export { httpDate, parseHttpDate } from './http-date.ts';
export { cleanIpv6Address, isValidIpv6Address } from './ipv6.ts';
export { jsonScript } from './json-script.ts';
export { Temporal } from './lazy-temporal.ts';
export { linebreaks } from './linebreaks.ts';
export type { LocaleData, LocaleFormats } from './locale/locale-data.ts';
export { registerLocale } from './locale/registry.ts';
export { localizeInput, sanitizeSeparators } from './localize-input.ts';
export { loremParagraphs, loremWords } from './lorem-ipsum.ts';
export { format as formatNumber, type NumberFormat } from './numberformat.ts';
export { repr, str } from './python-str.ts';
export { smartUrlquote } from './smart-urlquote.ts';
export { stripSpacesBetweenTags } from './strip-spaces.ts';
export { stripTags } from './strip-tags.ts';
export {
  camelToSpaces,
  capfirst,
  getTextList,
  getValidFilename,
  normalizeNewlines,
  phone2numeric,
  slugify,
  smartSplit,
  Truncator,
  unescapeStringLiteral,
  wrap,
} from './text.ts';
export { avoidWrapping, type TimesinceOptions, timesince, timeuntil } from './timesince.ts';
export * as timezone from './timezone.ts';
export * as translation from './translation/index.ts';
export { TRUTH } from './truth.ts';
export { type UrlencodeInput, urlencode } from './urlencode.ts';
export { type UrlizeOptions, urlize } from './urlize.ts';
