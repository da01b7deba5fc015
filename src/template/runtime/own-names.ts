/** Prototypes that JavaScript made: what they hold is machinery, not data. */
const BUILT_IN: ReadonlySet<object> = new Set(
  [
    Object,
    Function,
    Array,
    Map,
    Set,
    WeakMap,
    WeakSet,
    Promise,
    Date,
    RegExp,
    String,
    Number,
    Boolean,
    Symbol,
    BigInt,
    ArrayBuffer,
    Error,
    Object.getPrototypeOf(Uint8Array) as { prototype: object },
  ].map((type) => type.prototype as object),
);

/** The few things of built-in objects that are data. */
const DATA = new Set(['size', 'length', 'message', 'byteLength']);
const NEVER = new Set(['constructor', '__proto__', 'prototype', 'caller', 'callee', 'arguments']);

/** Whether a name found on this holder is kept from templates. A plain object may own a key of any name. */
export function isHidden(holder: object, name: string, own: boolean): boolean {
  if (own && isPlainData(holder)) return false;
  if (NEVER.has(name) || (!own && name === 'valueOf')) return true;
  return BUILT_IN.has(holder) && !DATA.has(name);
}

/** An object literal or a dictionary without a prototype. */
export function isPlainData(object: object): boolean {
  const proto = Object.getPrototypeOf(object);
  return (proto === null || proto === Object.prototype) && object !== Object.prototype;
}
