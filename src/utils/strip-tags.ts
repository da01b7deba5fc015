import { SuspiciousOperation } from '../core/errors/requests.ts';
import { HtmlTokens } from './html-tokens.ts';

/** Rounds of stripping, and tags opened inside one that is never closed: more is an attack. */
const MAX_DEPTH = 50;

/**
 * The text without its tags. What is left may still hold `<`, so escape it before it goes into HTML.
 * @throws SuspiciousOperation for text made to keep this busy
 */
export function stripTags(html: string): string {
  rejectUnclosedTags(html);
  let text = html;
  for (let depth = 0; text.includes('<') && text.includes('>'); depth++) {
    if (depth >= MAX_DEPTH) throw new SuspiciousOperation('The text hides tags inside tags.');
    const stripped = stripOnce(text);
    if (count(stripped) === count(text)) break;
    text = stripped;
  }
  return text;
}

function count(text: string): number {
  return text.split('<').length;
}

/** A tag that goes on for a thousand characters and opens others in it. */
function rejectUnclosedTags(html: string): void {
  for (const [tag] of html.matchAll(/<[a-zA-Z][^>]{1000,}/g)) {
    if (count(tag) - 1 >= MAX_DEPTH)
      throw new SuspiciousOperation('The text opens many tags and closes none.');
  }
}

function stripOnce(html: string): string {
  let text = '';
  const add = (part: string) => {
    text += part;
  };
  new HtmlTokens(html, {
    data: add,
    reference: (whole) => add(whole.endsWith(';') ? whole : `${whole};`),
  }).run(true);
  return text;
}
