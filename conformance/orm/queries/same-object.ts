import { GenericRef } from '../../../src/contrib/contenttypes/generic-ref.ts';
import { isInstance } from '../../../src/db/models/is-instance.ts';
import type { AnyModel } from '../../../src/db/models/model.ts';
import { RelatedRef } from '../../../src/db/models/related-ref.ts';
import type { Names } from './names.ts';
import { sameValue } from './same-value.ts';
import { isObject, type Json, type ObjectVector } from './vector.ts';

/** Compares what comes back with what a vector writes; each method gives what differs, or undefined. */
export class Comparison {
  readonly #names: Names;
  /** `table.column` names whose values come from a clock or a random source. */
  readonly #volatile: ReadonlySet<string>;

  constructor(names: Names, volatile: ReadonlySet<string>) {
    this.#names = names;
    this.#volatile = volatile;
  }

  any(expected: unknown, found: unknown): string | undefined {
    if (isObject(expected) && expected['$obj'] !== undefined)
      return this.object(expected as unknown as ObjectVector, found);
    if (Array.isArray(expected) && expected.some((item) => isObject(item) && item['$obj'] !== undefined))
      return this.multiset(expected, found);
    return sameValue(expected, found) ? undefined : `expected ${show(expected)}, got ${show(found)}`;
  }

  /** Rows of values() with their keys in Jango's spelling. */
  rows(expected: readonly unknown[]): unknown[] {
    return expected.map((row) =>
      isObject(row) && !('$t' in row) && !('$obj' in row) ? this.#names.keys(row) : row,
    );
  }

  list(expected: readonly unknown[], found: unknown): string | undefined {
    if (!Array.isArray(found)) return `expected a list, got ${show(found)}`;
    if (found.length !== expected.length)
      return `expected ${expected.length} rows, got ${found.length}: expected ${show(expected)}, got ${show(found)}`;
    for (const [index, item] of expected.entries()) {
      const what = this.any(item, found[index]);
      if (what !== undefined) return `row ${index}: ${what}`;
    }
    return undefined;
  }

  multiset(expected: readonly unknown[], found: unknown): string | undefined {
    if (!Array.isArray(found) || found.length !== expected.length) return this.list(expected, found);
    const left = [...found];
    for (const item of expected) {
      const at = left.findIndex((one) => this.any(item, one) === undefined);
      if (at < 0) {
        const like = left.find((one) => isInstance(one) && samePk(item, one)) ?? left[0];
        return `no row like ${show(item)}: ${this.any(item, like)}`;
      }
      left.splice(at, 1);
    }
    return undefined;
  }

  object(expected: ObjectVector, found: unknown): string | undefined {
    if (!isInstance(found)) return `expected ${show(expected)}, got ${show(found)}`;
    const [label, pk] = expected.$obj;
    const { label: own, pk: key, dbTable } = found._meta;
    if (own !== label) return `expected a ${label}, got a ${own}`;
    if (!this.#volatile.has(`${dbTable}.${key.column}`) && !sameValue(pk, found.pk))
      return `expected ${label} ${show(pk)}, got ${show(found.pk)}`;
    if (expected.values === undefined) return undefined;
    return (
      this.#values(expected.values, found) ??
      this.#deferred(expected, found) ??
      this.#extra(expected.extra ?? {}, found) ??
      this.#cached(expected.cached ?? {}, found) ??
      this.#prefetched(expected.prefetched ?? {}, found)
    );
  }

  #values(expected: Json, found: AnyModel): string | undefined {
    for (const [name, value] of Object.entries(expected)) {
      const field = found._meta.fieldsMap.get(this.#names.name(name));
      if (field === undefined || !('attname' in field)) return `there is no ${name}`;
      if (this.#volatile.has(`${field.model._meta.dbTable}.${field.column}`)) continue;
      const own = field.valueFromObject(found);
      if (!sameValue(value, plain(own))) return `${name}: expected ${show(value)}, got ${show(own)}`;
    }
    return undefined;
  }

  /** A relation's key is not deferred when its object is there: it is known by it. */
  #deferred({ deferred: names = [], cached = {} }: ObjectVector, found: AnyModel): string | undefined {
    const wanted = names
      .filter((name) => !(name.replace(/_id$/, '') in cached))
      .map((name) => this.#names.name(name))
      .sort();
    const deferred = [...found.getDeferredFields()].sort();
    return String(wanted) === String(deferred) ? undefined : `deferred: expected ${wanted}, got ${deferred}`;
  }

  #extra(expected: Json, found: AnyModel): string | undefined {
    const own = found as unknown as Json;
    for (const [name, value] of Object.entries(expected)) {
      const what = this.any(value, own[this.#names.name(name)]);
      if (what !== undefined) return `extra ${name}: ${what}`;
    }
    return undefined;
  }

  #cached(expected: Json, found: AnyModel): string | undefined {
    const names = Object.keys(expected);
    for (const name of names) {
      const what = this.any(expected[name], loaded(found, this.#names.name(name)));
      if (what !== undefined) return `cached ${name}: ${what}`;
    }
    return undefined;
  }

  #prefetched(expected: Readonly<Record<string, readonly unknown[]>>, found: AnyModel): string | undefined {
    for (const [name, rows] of Object.entries(expected)) {
      const list = found._state.getPrefetched(this.#names.name(name));
      const what = this.multiset(rows, list);
      if (what !== undefined) return `prefetched ${name}: ${what}`;
    }
    return undefined;
  }
}

function samePk(expected: unknown, found: AnyModel): boolean {
  const { $obj: [, pk] = [] } = (isObject(expected) ? expected : {}) as Partial<ObjectVector>;
  return sameValue(pk, found.pk);
}

/** A related object that is loaded, or null; undefined when awaiting it would ask the database. */
function loaded(instance: AnyModel, name: string): unknown {
  const field = instance._meta.fieldsMap.get(name);
  if (field === undefined || !('attname' in field)) return instance._state.getCached(name);
  const value = (instance as unknown as Json)[name];
  if (value instanceof GenericRef) return value.missing ? null : undefined;
  return value instanceof RelatedRef ? undefined : value;
}

/** Files are texts in the vectors. */
function plain(value: unknown): unknown {
  return isObject(value) && 'name' in value && 'storage' in value ? (value['name'] ?? '') : value;
}

export function show(value: unknown): string {
  if (isInstance(value)) return `${value._meta.label} ${show(value.pk)}`;
  if (Array.isArray(value)) return `[${value.slice(0, 12).map(show).join(', ')}]`;
  if (value instanceof Date) return value.toISOString();
  const text =
    JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item)) ?? String(value);
  return text.slice(0, 400);
}
