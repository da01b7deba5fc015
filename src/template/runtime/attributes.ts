import { altersData } from '../../utils/alters-data.ts';
import { isThenable } from '../../utils/awaitable.ts';
import { snakeToCamel } from '../../utils/case.ts';
import { retryAfter } from '../../utils/retry-after.ts';
import { isText } from '../../utils/text-object.ts';
import { callIfCallable, silence } from './call.ts';
import { gathered } from './items.ts';
import { FAILED, MISSING } from './marks.ts';
import { isHidden } from './own-names.ts';
import { pythonAttribute } from './python-attributes.ts';

/** Names that mean something on objects of JavaScript's own; reading them takes the careful way. */
const RESERVED = new Set(['constructor', 'prototype', 'caller', 'callee', 'arguments', 'size', 'then']);

/** Whether a name may be read as `o.name` in generated code. */
export function isPlainName(name: string): boolean {
  return /^[a-zA-Z][a-zA-Z0-9_]*$/.test(name) && !RESERVED.has(name) && !(name in Object.prototype);
}

const camelNames = new Map<string, string>();

function camelName(name: string): string {
  let camel = camelNames.get(name);
  if (camel === undefined) {
    camel = name.includes('_') ? snakeToCamel(name) : name;
    camelNames.set(name, camel);
  }
  return camel;
}

/**
 * One step of `a.b`: dictionary key, attribute, index, in that order; what is callable is called. A snake_case name that misses
 * is tried in camelCase.
 */
export function attr(object: unknown, name: string): unknown {
  if (object === null || object === undefined) return MISSING;
  if (typeof object === 'symbol') return object === FAILED ? FAILED : MISSING;
  try {
    const found = find(object, name);
    if (found !== MISSING) return found;
    const camel = camelName(name);
    const inCamel = camel === name ? MISSING : find(object, camel);
    if (inCamel !== MISSING) return inCamel;
    return pythonAttribute(object, name);
  } catch (error) {
    return failedAttr(error, object, name);
  }
}

/** What an attribute is whose reading failed: nothing for silent errors, a pending value where something has to be loaded. */
export function failedAttr(error: unknown, object: unknown, name: string): unknown {
  const loading = retryAfter(error);
  return loading === undefined ? silence(error) : loading.then(() => attr(object, name));
}

function find(object: unknown, name: string): unknown {
  if (object instanceof Map) {
    const key = object.has(name) ? name : /^\d+$/.test(name) ? Number(name) : undefined;
    if (key !== undefined && object.has(key)) return callIfCallable(object.get(key), undefined);
  }
  if (isText(object)) return stringIndex(object.toString(), name);
  if (typeof object !== 'object' && typeof object !== 'function') return MISSING;
  if (/^\d+$/.test(name) && !Object.hasOwn(object!, name)) return index(object, Number(name));
  if (!isVisible(object!, name)) return MISSING;
  const value = (object as Record<string, unknown>)[name];
  if (value === undefined) return MISSING;
  if (typeof value === 'function' && altersData(object!, name)) return FAILED;
  return callIfCallable(value, object);
}

/** Own properties, and what classes define; never what JavaScript itself puts on every object, function or array. */
function isVisible(object: object, name: string): boolean {
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    if (Object.hasOwn(holder, name)) return !isHidden(holder, name, holder === object);
  }
  // A proxy may answer for names that nothing owns.
  return name in object && !(name in Object.prototype);
}

function stringIndex(value: string, name: string): unknown {
  if (!/^\d+$/.test(name)) return MISSING;
  return [...value][Number(name)] ?? MISSING;
}

function index(object: unknown, at: number): unknown {
  if (Array.isArray(object)) return at < object.length ? callIfCallable(object[at], undefined) : MISSING;
  if (isText(object)) return stringIndex(object.toString(), String(at));
  if (isThenable(object)) return object.then((items) => attr(items, String(at)));
  const list = gathered(object);
  if (isThenable(list)) return list.then((items) => attr(items, String(at)));
  const sized = object as { at?: (index: number) => unknown };
  if (typeof sized.at === 'function') return sized.at(at) ?? MISSING;
  return MISSING;
}
