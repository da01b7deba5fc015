import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { type LookupFactory, lookups, type TransformFactory } from '../../sql/expression.ts';
import { publicName } from '../../sql/options-of.ts';

/** A class of lookups or transforms, with the name that it has after `__`. */
export interface Registrable {
  readonly lookupName: string;
  readonly prototype: object;
}

/** A class of fields, a single field, or a class of transforms: what follows `createdAt__year` are lookups of the transform. */
export type LookupOwner = (abstract new (...args: never[]) => LookupBearer) | LookupBearer;

/** What fields and expressions have in common here. */
interface LookupBearer {
  getInternalType?(): string;
  getLookup?(name: string): unknown;
}

const registered = new Map<object, Map<string, Registrable>>();

/**
 * Let the fields of a class, and of its subclasses, have a lookup or transform: `registerLookup(fields.CharField, Length)`; or
 * one field alone: `registerLookup(Article._meta.getField('title'), Length)`.
 * @param name in place of the class's own `lookupName`
 * @throws FieldError for what has no lookups
 */
export function registerLookup(
  field: LookupOwner,
  lookup: Registrable,
  name: string | undefined = lookup?.lookupName,
): void {
  const key = ownerOf(field);
  checkLookup(lookup, name);
  let own = registered.get(key);
  if (own === undefined) {
    own = new Map();
    registered.set(key, own);
  }
  own.set(name, lookup);
}

export function unregisterLookup(
  field: LookupOwner,
  lookup: Registrable,
  name: string | undefined = lookup?.lookupName,
): void {
  checkLookup(lookup, name);
  registered.get(ownerOf(field))?.delete(name);
}

function checkLookup(lookup: unknown, name: unknown): asserts name is string {
  if (typeof lookup === 'function' && typeof name === 'string' && name !== '') return;
  throw new FieldError(
    typeof lookup === 'function'
      ? `The lookup ${publicName(lookup)} has no name.`
      : `A lookup is a class, not ${shownValue(lookup)}.`,
    "Give the class what stands after `__`: static override readonly lookupName = 'ne'.",
  );
}

/** The class itself, also of one that can be called without `new`; a field itself. */
function ownerOf(owner: LookupOwner): object {
  if (typeof owner === 'object' && owner !== null) return owner;
  const prototype = (owner as { prototype?: object } | null | undefined)?.prototype;
  if (typeof prototype === 'object' && ('getInternalType' in prototype || 'getLookup' in prototype))
    return prototype.constructor;
  throw new FieldError(
    `${shownValue(owner)} has no lookups: it is no class of fields or transforms.`,
    'The classes of fields are in `fields` of jango/db: fields.CharField.',
  );
}

const sealed = new WeakSet<object>();

/** Let a class of fields have its own lookups alone, none of its parents'. */
export function sealLookups(field: LookupOwner): void {
  sealed.add(ownerOf(field));
}

/** A field, its class and the parents of this, as far as lookups are inherited. */
function* lineage(owner: object): Iterable<object> {
  yield owner;
  for (
    let type: unknown = owner.constructor;
    typeof type === 'function';
    type = Object.getPrototypeOf(type)
  ) {
    yield type;
    if (sealed.has(type)) return;
  }
}

/** Lookups by name, those of the class itself before those of its parents. */
function find(owner: object, name: string): Registrable | undefined {
  for (const type of lineage(owner)) {
    const found = registered.get(type)?.get(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Every lookup and transform of a class of fields, or of a field, by name. */
export function lookupsOf(owner: LookupOwner): Readonly<Record<string, Registrable>> {
  const start = ownerOf(owner);
  const found = new Map<string, Registrable>();
  const types = typeof start === 'function' ? lineage(start.prototype as object) : lineage(start);
  for (const type of types) {
    for (const [name, lookup] of registered.get(type) ?? []) if (!found.has(name)) found.set(name, lookup);
  }
  return Object.fromEntries(found);
}

function isTransform(found: Registrable): boolean {
  return 'lhs' in found.prototype && !('isLookup' in found.prototype);
}

const dynamic = new Map<object, (name: string) => TransformFactory | undefined>();

/** Let any name be a transform of a class of fields: how keys of JSON are reached. */
export function registerDynamicTransform(
  field: LookupOwner,
  make: (name: string) => TransformFactory | undefined,
): void {
  dynamic.set(ownerOf(field), make);
}

lookups.find = (field, name) => {
  const found = find(field, name);
  return found === undefined || isTransform(found) ? undefined : (found as unknown as LookupFactory);
};

lookups.findTransform = (field, name) => {
  const found = find(field, name);
  if (found !== undefined && isTransform(found)) return found as unknown as TransformFactory;
  for (const type of lineage(field)) {
    const make = dynamic.get(type);
    if (make !== undefined) return make(name);
  }
  return undefined;
};

lookups.findOwn = (transform, name) => find(transform, name) as unknown as LookupFactory | undefined;

lookups.names = (field) => {
  const names = new Set<string>();
  for (const type of lineage(field)) {
    for (const name of registered.get(type)?.keys() ?? []) names.add(name);
  }
  return [...names];
};
