import { type LookupFactory, lookups, type TransformFactory } from '../../sql/expression.ts';

/** A class of lookups or transforms, with the name that it has after `__`. */
export interface Registrable {
  readonly lookupName: string;
  readonly prototype: object;
}

/** A class of fields, or one of transforms: what follows `createdAt__year` are lookups of the transform. */
type Owner = { readonly prototype: object };

const registered = new Map<object, Map<string, Registrable>>();

/**
 * Let the fields of a class, and of its subclasses, have a lookup or transform: `registerLookup(fields.CharField, Length)`.
 * @param name in place of the class's own `lookupName`
 */
export function registerLookup(field: Owner, lookup: Registrable, name: string = lookup.lookupName): void {
  const key = classOf(field);
  let own = registered.get(key);
  if (own === undefined) {
    own = new Map();
    registered.set(key, own);
  }
  own.set(name, lookup);
}

export function unregisterLookup(field: Owner, lookup: Registrable, name: string = lookup.lookupName): void {
  registered.get(classOf(field))?.delete(name);
}

/** The class itself, also of one that can be called without `new`. */
function classOf(owner: Owner): object {
  return owner.prototype.constructor;
}

const sealed = new WeakSet<object>();

/** Let a class of fields have its own lookups alone, none of its parents'. */
export function sealLookups(field: Owner): void {
  sealed.add(classOf(field));
}

/** A class and its parents, as far as lookups are inherited. */
function* lineage(owner: object): Iterable<object> {
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

function isTransform(found: Registrable): boolean {
  return 'lhs' in found.prototype && !('isLookup' in found.prototype);
}

const dynamic = new Map<object, (name: string) => TransformFactory | undefined>();

/** Let any name be a transform of a class of fields: how keys of JSON are reached. */
export function registerDynamicTransform(
  field: Owner,
  make: (name: string) => TransformFactory | undefined,
): void {
  dynamic.set(classOf(field), make);
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
