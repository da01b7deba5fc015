import type { Field } from './fields/field.ts';
import { OrderWrt } from './fields/order-wrt.ts';
import { implicitPrimaryKey, parentLink } from './implicit-fields.ts';
import type { ModelClass } from './model.ts';
import type { Options } from './options.ts';

type Named = readonly [name: string, field: Field];

/** Bind the declared fields, and those that the model needs beside them. @returns the latter */
export function addFields(opts: Options, declared: readonly Named[]): Field[] {
  if (opts.proxy) {
    addFieldsOfProxy(opts, declared);
    return [];
  }
  const implicit = [...links(opts, declared), ...primaryKey(opts, declared)];
  for (const [name, field] of implicit) field.contributeToClass(opts.model, name);
  for (const [name, field] of declared) field.contributeToClass(opts.model, name);
  if (opts.orderWithRespectTo !== null && !opts.abstract) {
    const order = new OrderWrt();
    order.contributeToClass(opts.model, '_order');
    implicit.push(['_order', order]);
  }
  return implicit.map(([, field]) => field);
}

/** A proxy has its base's columns. Fields of its own are found by a system check, which reads them here. */
function addFieldsOfProxy(opts: Options, declared: readonly Named[]): void {
  const [base] = opts.parents.keys();
  opts.pk = base!._meta.pk;
  for (const [name, field] of declared) field.contributeToClass(opts.model, name);
}

/**
 * Links to the rows of parents, those that nobody declared; of several parents the last comes first, as in Django. The first
 * parent's link is the primary key when there is no other.
 */
function links(opts: Options, declared: readonly Named[]): Named[] {
  let needsKey = !declared.some(([, field]) => field.primaryKey);
  const made: Named[] = [];
  for (const parent of opts.parents.keys()) {
    const own = declared.find(([, field]) => isLinkTo(field, parent));
    const [name, link] = own ?? parentLink(parent, needsKey);
    if (own === undefined) made.push([name, link]);
    else if (needsKey) link.becomePrimaryKey();
    opts.parents.set(parent, link);
    needsKey = false;
  }
  return made.reverse();
}

function primaryKey(opts: Options, declared: readonly Named[]): Named[] {
  const has = opts.parents.size > 0 || declared.some(([, field]) => field.primaryKey);
  return has || opts.abstract ? [] : [['id', implicitPrimaryKey(opts)]];
}

function isLinkTo(field: Field, parent: ModelClass): boolean {
  if (field.remoteField?.parentLink !== true) return false;
  const { to } = field.remoteField;
  if (typeof to === 'string') {
    const label = to.toLowerCase();
    return label === parent._meta.labelLower || label === parent._meta.modelName;
  }
  return to === parent || (!('_meta' in to) && (to as () => unknown)() === parent);
}
