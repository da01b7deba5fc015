import { HtmlTokens } from '../utils/html-tokens.ts';
import { unescapeHtml } from '../utils/unescape-html.ts';
import { VOID_ELEMENTS } from '../utils/void-elements.ts';

/** A piece of HTML as far as it makes a difference: no white space around tags, attributes and classes in order, entities decoded. */
export interface HtmlElement {
  readonly name: string;
  readonly attributes: readonly string[];
  readonly children: HtmlNode[];
}
export type HtmlNode = HtmlElement | string;

const ATTRIBUTE = /([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*)))?/g;

/** Read HTML into a root element without a name. @throws SyntaxError for tags that don't match */
export function parseHtml(html: string): HtmlElement {
  const root: HtmlElement = { name: '', attributes: [], children: [] };
  const open: HtmlElement[] = [root];
  let text = '';
  const endText = (): void => {
    const words = unescapeHtml(text)
      .replace(/[ \t\n\f\r]+/g, ' ')
      .trim();
    if (words !== '') open.at(-1)!.children.push(words);
    text = '';
  };
  const handler = {
    data: (more: string) => {
      text += more;
    },
    startTag: (written: string, source: string, selfClosing: boolean) => {
      endText();
      const name = written.toLowerCase();
      const element: HtmlElement = { name, attributes: attributesOf(source), children: [] };
      open.at(-1)!.children.push(element);
      if (!selfClosing && !VOID_ELEMENTS.has(name)) open.push(element);
    },
    endTag: (written: string) => {
      endText();
      const name = written.toLowerCase();
      if (VOID_ELEMENTS.has(name)) return;
      const last = open.pop()!;
      if (last.name !== name) {
        throw new SyntaxError(
          last === root ? `Unexpected end tag \`${name}\`` : `\`${last.name}\` is closed by \`${name}\``,
        );
      }
    },
  };
  new HtmlTokens(html, handler).run(true);
  endText();
  if (open.length > 1) throw new SyntaxError(`\`${open.at(-1)!.name}\` is never closed`);
  return root;
}

/** `class="b a" checked` is `['checked', 'class=a b']`. */
function attributesOf(tag: string): string[] {
  const inside = tag.replace(/^<[^\s/>]+/, '').replace(/\/?>$/, '');
  return [...inside.matchAll(ATTRIBUTE)]
    .map(([, name, double, single, bare]) => {
      const value = double ?? single ?? bare;
      const lower = name!.toLowerCase();
      if (value === undefined || value === lower) return lower;
      const text = unescapeHtml(value);
      return `${lower}=${lower === 'class' ? text.trim().split(/\s+/).sort().join(' ') : text}`;
    })
    .sort();
}

/** HTML of a tree, one tag or text per line: equal trees have equal texts. */
export function printHtml(node: HtmlNode, indent = ''): string {
  if (typeof node === 'string') return `${indent}${node}\n`;
  const inside = node.name === '' ? indent : `${indent}  `;
  const children = node.children.map((child) => printHtml(child, inside)).join('');
  return node.name === '' ? children : `${indent}<${[node.name, ...node.attributes].join(' ')}>\n${children}`;
}

/** How often a piece of HTML, one element or several in a row, is in a tree. */
export function countHtml(tree: HtmlElement, needle: HtmlElement): number {
  const wanted = needle.children.map((child) => printHtml(child));
  const here = tree.children.map((child) => printHtml(child));
  let found = 0;
  for (let at = 0; at + wanted.length <= here.length; at++) {
    if (wanted.every((text, i) => here[at + i] === text)) found++;
  }
  const inside = tree.children.filter((child) => typeof child !== 'string');
  return inside.reduce((sum, child) => sum + countHtml(child, needle), found);
}
