import { type ParserError, parseFragment } from 'parse5';
import { durationMicroseconds } from '../../src/utils/duration.ts';
import { SafeString } from '../../src/utils/safe-string.ts';
import type { Duration } from '../../src/utils/temporal.ts';
import { decode, type Tagged, VectorFile } from './values.ts';

/** Whether a value that Jango gave is the one that Django gave. */
export function sameValue(expected: unknown, actual: unknown): boolean {
  if (expected === null) return actual === null || actual === undefined;
  if (Array.isArray(expected)) return sameList(expected, actual);
  if (typeof expected !== 'object')
    return expected === (actual instanceof SafeString ? String(actual) : actual);
  if ('$t' in expected) return sameTagged(expected as Tagged, actual);
  if (typeof actual !== 'object' || actual === null) return false;
  const keys = Object.keys(expected);
  return (
    keys.length === Object.keys(actual).length &&
    keys.every((key) =>
      sameValue((expected as Record<string, unknown>)[key], (actual as Record<string, unknown>)[key]),
    )
  );
}

function sameList(expected: readonly unknown[], actual: unknown): boolean {
  if (!Array.isArray(actual) || actual.length !== expected.length) return false;
  return expected.every((item, index) => sameValue(item, actual[index] as unknown));
}

function sameTagged(tagged: Tagged, actual: unknown): boolean {
  switch (tagged.$t) {
    case 'tuple':
      return sameList(tagged.v as unknown[], actual);
    case 'safe':
    case 'lazystr':
    case 'uuid':
      return String(actual) === tagged.v;
    case 'float':
      return actual === Number(tagged.v);
    case 'nan':
    case 'inf':
      return Object.is(actual, decode(tagged));
    case 'bigint':
      return actual === BigInt(String(tagged.v));
    case 'decimal':
      return String(actual) === tagged.v;
    case 'datetime':
      return actual instanceof Date && actual.getTime() === (decode(tagged) as Date).getTime();
    case 'timedelta':
      return durationMicroseconds(actual as Duration) === durationMicroseconds(decode(tagged) as Duration);
    case 'file':
      return (
        actual instanceof VectorFile &&
        actual.name === tagged['name'] &&
        actual.content.toString('base64') === tagged['content']
      );
    case 'date':
    case 'time':
      return String(actual) === String(decode(tagged));
    default:
      throw new Error(`no comparison of ${tagged.$t}`);
  }
}

interface HtmlNode {
  readonly nodeName: string;
  readonly value?: string;
  readonly attrs?: readonly { readonly name: string; readonly value: string }[];
  readonly childNodes?: readonly HtmlNode[];
}

/** Whether two pieces of HTML are the same to a browser. */
export function sameHtml(expected: unknown, actual: string): boolean {
  const html = typeof expected === 'string' ? expected : String((expected as Tagged).v);
  return canonicalHtml(html) === canonicalHtml(actual);
}

/** HTML with nothing left that makes no difference: order of attributes and classes, white space. */
export function canonicalHtml(html: string): string {
  const fragment = parseFragment(html, { onParseError: (_: ParserError) => {} }) as unknown as HtmlNode;
  return write(fragment.childNodes ?? []);
}

function write(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => {
      if (node.nodeName === '#text') return (node.value ?? '').replaceAll(/\s+/g, ' ').trim();
      const attrs = (node.attrs ?? [])
        .map(({ name, value }) => `${name}=${name === 'class' ? value.split(/\s+/).sort().join(' ') : value}`)
        .sort();
      return `<${[node.nodeName, ...attrs].join('|')}>${write(node.childNodes ?? [])}</>`;
    })
    .filter((text) => text !== '')
    .join('\n');
}
