import { fail, prefixed } from '../assertion-failed.ts';
import { countHtml, type HtmlElement, parseHtml, printHtml } from '../html-tree.ts';
import { assertEqual } from './basic.ts';

/** The two say the same: white space around tags, the order of attributes and of classes, and the way characters are written don't count. */
export function assertHTMLEqual(actual: string, expected: string, message?: string): void {
  assertEqual(normalized(actual, 'First'), normalized(expected, 'Second'), message);
}

export function assertHTMLNotEqual(actual: string, expected: string, message?: string): void {
  if (normalized(actual, 'First') !== normalized(expected, 'Second')) return;
  fail(prefixed(message, `The two say the same:\n${actual}\n${expected}`));
}

/** The HTML is somewhere in the other, so often if `count` is given. */
export function assertInHTML(
  needle: string,
  haystack: string,
  options: { count?: number; msgPrefix?: string } = {},
): void {
  const { count, msgPrefix } = options;
  const found = countHtml(parse(haystack, 'Second'), parse(needle, 'First'));
  if (count === undefined ? found > 0 : found === count) return;
  const wanted = count === undefined ? "Couldn't find" : `Found ${found} instances (expected ${count}) of`;
  fail(
    prefixed(msgPrefix, `${wanted} the following HTML\n${needle}\nin the following response\n${haystack}`),
  );
}

export function assertNotInHTML(
  needle: string,
  haystack: string,
  options: { msgPrefix?: string } = {},
): void {
  assertInHTML(needle, haystack, { ...options, count: 0 });
}

function normalized(html: string, which: string): string {
  return printHtml(parse(html, which));
}

function parse(html: string, which: string): HtmlElement {
  try {
    return parseHtml(html);
  } catch (error) {
    return fail(`${which} argument is not valid HTML: ${(error as Error).message}\n${html}`);
  }
}
