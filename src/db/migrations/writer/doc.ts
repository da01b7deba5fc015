/** Code before it is laid out: a text, or a bracketed list that is written on one line when it fits. */
export type Doc = string | Group;

export interface Group {
  /** What comes before the items, its bracket included: `fields.CharField({`. */
  open: string;
  items: readonly Doc[];
  close: string;
  /** Spaces inside of the brackets when it is on one line, as objects have. */
  padded: boolean;
  /** One item per line, however short. */
  broken: boolean;
}

export function list(items: readonly Doc[], options: { broken?: boolean } = {}): Group {
  return { open: '[', items, close: ']', padded: false, broken: options.broken ?? false };
}

export function object(items: readonly Doc[], options: { broken?: boolean } = {}): Group {
  return { open: '{', items, close: '}', padded: true, broken: options.broken ?? false };
}

/** A property of an object. */
export function property(name: string, value: Doc): Doc {
  const key = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) ? name : quote(name);
  return prefixed(`${key}: `, value);
}

export function prefixed(prefix: string, doc: Doc): Doc {
  return typeof doc === 'string' ? prefix + doc : { ...doc, open: prefix + doc.open };
}

/** A call; an object or list at the end opens on the same line. */
export function call(callee: string, args: readonly Doc[]): Doc {
  const last = args.at(-1);
  const before = args.slice(0, -1);
  if (last !== undefined && typeof last !== 'string' && before.every((arg) => typeof arg === 'string')) {
    const front = before.map((arg) => `${arg as string}, `).join('');
    return { ...last, open: `${callee}(${front}${last.open}`, close: `${last.close})` };
  }
  return { open: `${callee}(`, items: args, close: ')', padded: false, broken: false };
}

/** A text as a literal in single quotes, or in others when that saves escaping. */
export function quote(text: string): string {
  const json = JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => `\\u${c.charCodeAt(0).toString(16)}`);
  if (text.includes("'") && !text.includes('"')) return json;
  return `'${json.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

const WIDTH = 110;

/** Lay code out. @param column where the line begins; @param room what follows it on the line */
export function render(doc: Doc, indent = 0, room = 1): string {
  if (typeof doc === 'string') return doc;
  if (doc.items.length === 0) return doc.open + doc.close;
  if (!isBroken(doc)) {
    const line = flat(doc);
    if (indent + line.length + room <= WIDTH) return line;
  }
  const inner = indent + 2;
  const items = doc.items.map((item) => `${' '.repeat(inner)}${render(item, inner)},\n`);
  return `${doc.open}\n${items.join('')}${' '.repeat(indent)}${doc.close}`;
}

function isBroken(doc: Doc): boolean {
  if (typeof doc === 'string') return false;
  return (doc.broken && doc.items.length > 0) || doc.items.some(isBroken);
}

function flat(doc: Doc): string {
  if (typeof doc === 'string') return doc;
  if (doc.items.length === 0) return doc.open + doc.close;
  const space = doc.padded ? ' ' : '';
  return `${doc.open}${space}${doc.items.map(flat).join(', ')}${space}${doc.close}`;
}
