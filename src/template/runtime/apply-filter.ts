import { whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { isHtmlSource, readyHtml, SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import type { Filter } from '../filter.ts';
import { templateLocaltime } from './template-localtime.ts';

/** Call a filter as its flags say: on the text, with the local time, with the state of escaping; safe stays safe if it keeps it. */
export function applyFilter(
  filter: Filter,
  input: unknown,
  context: Context,
  arg: unknown,
  hasArg: boolean,
): unknown {
  const value = filter.expectsLocaltime ? templateLocaltime(input, context) : input;
  const safe = value instanceof SafeString || isHtmlSource(value);
  const given = filter.stringFilter ? textOf(value) : value;
  let result: unknown;
  if (filter.needsAutoescape) result = filter.fn(given, arg, { autoescape: context.autoescape, safe });
  else result = hasArg ? filter.fn(given, arg) : filter.fn(given);
  if (!safe || !filter.isSafe) return result;
  const keep = value instanceof SafeString ? keepSafe : keepSafeText;
  return filter.settled ? keep(result) : whenReady(result, keep);
}

/** What came of a safe text is one, too: of a list what it prints as. */
function keepSafe(result: unknown): unknown {
  return result instanceof SafeString ? result : new SafeString(str(result));
}

/** The same for objects that write their own HTML. */
function keepSafeText(result: unknown): unknown {
  return typeof result === 'string' ? new SafeString(result) : result;
}

function textOf(value: unknown): string {
  return isHtmlSource(value) ? readyHtml(value) : str(value);
}
