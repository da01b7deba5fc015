import { type Awaitable, isThenable } from '../../utils/awaitable.ts';
import { escapeText } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import { isHtmlSource, SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { printInvalid } from './invalid.ts';
import { localizeForOutput } from './localize-output.ts';
import { settle } from './pending.ts';

/** A value as `{{ }}` prints it: localized, as Python would write it, escaped unless safe. */
export function output(value: unknown, context: Context): Awaitable<string> {
  if (typeof value === 'string') return context.autoescape ? escapeText(value) : value;
  if (typeof value === 'number') return localizeForOutput(value, context);
  if (value instanceof SafeString) return value.toString();
  if (typeof value === 'symbol') return printInvalid(value, context);
  if (isThenable(value)) return outputLater(value, context);
  if (isHtmlSource(value)) return htmlOf(value.toHtml());
  const local = localizeForOutput(value, context);
  return context.autoescape && (typeof value === 'object' || typeof value === 'function')
    ? escapeText(local)
    : local;
}

async function outputLater(value: PromiseLike<unknown>, context: Context): Promise<string> {
  const settled = await settle(value);
  if (Array.isArray(settled) && Symbol.asyncIterator in value) {
    const text = str(settled);
    return output(`<QuerySet ${text}>`, context);
  }
  return output(settled, context);
}

function htmlOf(html: Awaitable<string | SafeString>): Awaitable<string> {
  return isThenable(html) ? (html as PromiseLike<string | SafeString>).then(String) : String(html);
}

/** What a node's `render()` gave, as text. */
export function rendered(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof SafeString) return value.toString();
  throw new TypeError(`render() of a template node has to return a string, and returned ${str(value)}.`);
}
