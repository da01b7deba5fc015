export { format as formatDateTime, timeFormat as formatTime } from './dateformat.ts';
export { Decimal } from './decimal.ts';
export { escapejs } from './escape-js.ts';
export { dateFormat, getFormat, localize, numberFormat, timeFormat } from './formats.ts';
export {
  conditionalEscape,
  escape,
  formatHtml,
  formatHtmlJoin,
  type HtmlSource,
  markSafe,
  SafeString,
} from './html.ts';
export { jsonScript } from './json-script.ts';
export { Temporal } from './lazy-temporal.ts';
export { linebreaks } from './linebreaks.ts';
export type { LocaleData, LocaleFormats } from './locale/locale-data.ts';
export { registerLocale } from './locale/registry.ts';
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
  wrap,
} from './text.ts';
export { avoidWrapping, timesince, timeuntil } from './timesince.ts';
export * as timezone from './timezone.ts';
export * as translation from './translation/index.ts';
export { TRUTH } from './truth.ts';
export { urlize } from './urlize.ts';
