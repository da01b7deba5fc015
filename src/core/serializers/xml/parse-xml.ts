import { DeserializationError } from '../errors.ts';

/** An element of a document; comments are gone. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (XmlElement | string)[];
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

const TOKEN =
  /<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\/([\w.:-]+)\s*>|<([\w.:-]+)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+/gy;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Read an XML document: elements, attributes, texts. Document types and entities of their own are refused: a file of a few bytes
 * could grow without end by them, or read other files.
 * @throws DeserializationError with the line
 */
export function parseXml(document: string): XmlElement {
  const text = document.replaceAll('\r\n', '\n').replaceAll('\r', '\n');
  const root: OpenElement = { name: '', attributes: {}, children: [] };
  const open: OpenElement[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const start = TOKEN.lastIndex;
    const token = TOKEN.exec(text);
    const fail = (what: string): DeserializationError => problem(text, start, what);
    if (token === null) throw unreadable(text, start);
    const [whole, literal, closing, name, attributes, selfClosing] = token;
    const parent = open.at(-1)!;
    if (closing !== undefined) {
      if (open.length === 1 || parent.name !== closing)
        throw fail(`</${closing}> closes nothing that is open.`);
      open.pop();
    } else if (name !== undefined) {
      const element: OpenElement = { name, attributes: readAttributes(attributes!, fail), children: [] };
      parent.children.push(element);
      if (selfClosing === '') open.push(element);
    } else if (literal !== undefined) parent.children.push(literal);
    else if (!whole.startsWith('<')) {
      if (open.length === 1 && whole.trim() !== '') throw fail('There is text outside of the document.');
      if (open.length > 1) parent.children.push(decode(whole, fail));
    }
  }
  const elements = root.children.filter((child) => typeof child !== 'string');
  if (open.length > 1) throw problem(text, text.length, `<${open.at(-1)!.name}> is never closed.`);
  if (elements.length !== 1) throw problem(text, 0, 'It has to have one element around everything.');
  return elements[0]!;
}

/** All texts of an element and of those in it. */
export function innerText(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : innerText(child))).join('');
}

/** The elements in an element, of one name. */
export function childElements(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => typeof child !== 'string' && child.name === name) as XmlElement[];
}

function readAttributes(text: string, fail: (what: string) => Error): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [, name, double, single] of text.matchAll(ATTRIBUTE)) {
    found[name!] = decode((double ?? single)!, fail);
  }
  return found;
}

function decode(text: string, fail: (what: string) => Error): string {
  return text.replace(/&([^;&<\s]*;?)/g, (whole, reference: string) => {
    const number = /^#(?:x([0-9a-fA-F]+)|(\d+));$/.exec(reference);
    const code = number === null ? Number.NaN : Number.parseInt(number[1] ?? number[2]!, number[1] ? 16 : 10);
    if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code);
    const named = reference.endsWith(';') ? reference.slice(0, -1) : '';
    if (Object.hasOwn(NAMED, named)) return NAMED[named]!;
    throw fail(`'${whole}' is no character that XML knows; entities of its own are not allowed.`);
  });
}

function unreadable(text: string, at: number): DeserializationError {
  if (text.startsWith('<!', at) && !text.startsWith('<!--', at)) {
    return problem(text, at, 'Document types and entities are not allowed.');
  }
  return problem(text, at, `'${text.slice(at, at + 20)}' is not well-formed.`);
}

function problem(text: string, at: number, what: string): DeserializationError {
  const line = text.slice(0, at).split('\n').length;
  return new DeserializationError(`The XML cannot be read, line ${line}: ${what}`, 'Mend it there.');
}
