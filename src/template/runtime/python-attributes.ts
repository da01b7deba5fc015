import { temporalKind } from '../../utils/temporal.ts';
import { isText } from '../../utils/text-object.ts';
import { titleWords } from '../../utils/title-case.ts';
import { dateAttribute } from './date-attributes.ts';
import { dictView } from './dict-view.ts';
import { MISSING } from './marks.ts';
import { isPlainData } from './own-names.ts';

type Reader = (text: string) => unknown;

/** Methods of Python's strings that templates use without arguments. */
const TEXT: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['upper', (text) => text.toUpperCase()],
  ['lower', (text) => text.toLowerCase()],
  ['strip', (text) => text.trim()],
  ['lstrip', (text) => text.trimStart()],
  ['rstrip', (text) => text.trimEnd()],
  ['capitalize', (text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase()],
  ['title', titleWords],
  [
    'swapcase',
    (text) => text.replace(/\p{L}/gu, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())),
  ],
  ['split', (text) => text.match(/\S+/g) ?? []],
  ['splitlines', (text) => text.replace(/\r\n?|\n$/g, (end) => (end === '\n' ? '' : '\n')).split('\n')],
  ['isdigit', (text) => /^\p{Nd}+$/u.test(text)],
  ['isalpha', (text) => /^\p{L}+$/u.test(text)],
  ['isalnum', (text) => /^[\p{L}\p{N}]+$/u.test(text)],
  ['isspace', (text) => /^\s+$/.test(text)],
  ['isupper', (text) => /\p{Lu}/u.test(text) && text === text.toUpperCase()],
  ['islower', (text) => /\p{Ll}/u.test(text) && text === text.toLowerCase()],
]);

/** What Python's own types answer and JavaScript's don't, so that Django's templates find it: `d.items`, `name.upper`, `day.year`. */
export function pythonAttribute(object: unknown, name: string): unknown {
  if (isText(object)) return TEXT.get(name)?.(object.toString()) ?? MISSING;
  if (object instanceof Date || temporalKind(object) !== undefined)
    return dateAttribute(object as object, name);
  if (object instanceof Map) return dictMethod(name, () => [...object.entries()]);
  if (typeof object === 'object' && object !== null && isPlainData(object)) {
    return dictMethod(name, () => Object.entries(object));
  }
  return MISSING;
}

function dictMethod(name: string, entries: () => [unknown, unknown][]): unknown {
  return name === 'items' || name === 'keys' || name === 'values' ? dictView(name, entries()) : MISSING;
}
