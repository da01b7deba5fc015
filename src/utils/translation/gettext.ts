import { localeSettings } from '../locale-settings.ts';
import { getLanguage } from './active-language.ts';
import { catalogOf } from './catalog.ts';
import { messagesOf } from './language-messages.ts';
import { CONTEXT_SEPARATOR } from './message-table.ts';

/** The text in the active language, or as it is. */
export function gettext(message: string): string {
  return translated(message) ?? message;
}

/** The form for a count: `ngettext('one day', 'many days', days)`. */
export function ngettext(singular: string, plural: string, count: number): string {
  return translatedPlural(singular, plural, count) ?? (count === 1 ? singular : plural);
}

/** A text whose meaning depends on where it stands: `pgettext('month name', 'May')`. */
export function pgettext(context: string, message: string): string {
  return translated(message, context) ?? message;
}

/** Both: `npgettext('fruit', 'date', 'dates', count)`. Where the context is not known, the text without one stands in. */
export function npgettext(context: string, singular: string, plural: string, count: number): string {
  return translatedPlural(singular, plural, count, context) ?? ngettext(singular, plural, count);
}

/** Mark a text for translation later: it is collected by `makemessages`, and stays as it is here. */
export function gettextNoop<Message extends string>(message: Message): Message {
  return message;
}

function translated(written: string, context?: string): string | undefined {
  const language = activeLanguage();
  if (language === undefined || written === '') return undefined;
  const message = withPlainLineEnds(written);
  const own = catalogOf(language)?.gettext(message, context);
  if (own !== undefined) return own;
  const key = keyOf(message, context);
  for (const source of messagesOf(language)) {
    const text = source.get(key);
    if (text !== undefined) return text;
  }
  return message === written ? undefined : message;
}

function translatedPlural(
  singular: string,
  plural: string,
  count: number,
  context?: string,
): string | undefined {
  const language = activeLanguage();
  if (language === undefined) return undefined;
  const own = catalogOf(language)?.ngettext?.(singular, plural, count, context);
  if (own !== undefined) return own;
  const key = keyOf(singular, context);
  for (const source of messagesOf(language)) {
    const text = source.getPlural(key, count);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The language to translate into, or undefined where there is nothing to do. */
function activeLanguage(): string | undefined {
  return localeSettings().USE_I18N ? (getLanguage() ?? undefined) : undefined;
}

function keyOf(message: string, context: string | undefined): string {
  return context === undefined ? message : context + CONTEXT_SEPARATOR + message;
}

/** Catalogues have line feeds, whatever the file of the template has. */
function withPlainLineEnds(message: string): string {
  return message.includes('\r') ? message.replace(/\r\n?/g, '\n') : message;
}
