import { unicodeEscape } from './escape-js.ts';
import { formatHtml } from './html.ts';
import { jsonText } from './json-text.ts';
import { markSafe, type SafeString } from './safe-string.ts';

/** A value as JSON in a `<script type="application/json">`, from where scripts read it; nothing in it can end the script. */
export function jsonScript(value: unknown, elementId?: string | null): SafeString {
  const json = markSafe(jsonText(value).replace(/[<>&]/g, unicodeEscape));
  if (elementId) return formatHtml('<script id="{}" type="application/json">{}</script>', elementId, json);
  return formatHtml('<script type="application/json">{}</script>', json);
}
