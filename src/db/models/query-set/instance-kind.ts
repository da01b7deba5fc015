import { isKeySet } from '../key-is-set.ts';
import type { AnyModel } from '../model.ts';
import type { Options } from '../options.ts';

const pointedAt = new WeakMap<Options, readonly string[]>();

/** What of an instance on the right side of a condition is part of the shape: its model, and which keys that a relation may compare are empty. */
export function instanceKind(instance: AnyModel): string {
  const meta = instance._meta;
  let kind = `m${meta.label}`;
  if (!isKeySet(instance.pk)) kind += '-';
  for (const name of keysOf(meta)) {
    const value = (instance as unknown as Record<string, unknown>)[name];
    if (value === null || value === undefined) kind += `!${name}`;
  }
  return `${kind},`;
}

/** The unique fields, which a `toField` may name. */
function keysOf(meta: Options): readonly string[] {
  let names = pointedAt.get(meta);
  if (names === undefined) {
    const inConstraints = new Set(meta.constraints.flatMap((one) => fieldsOf(one)));
    names = meta.concreteFields
      .filter(({ primaryKey, unique, name }) => !primaryKey && (unique || inConstraints.has(name)))
      .map(({ attname }) => attname);
    pointedAt.set(meta, names);
  }
  return names;
}

function fieldsOf(constraint: object): readonly string[] {
  return 'fields' in constraint ? (constraint.fields as readonly string[]) : [];
}
