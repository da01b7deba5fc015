import { FieldError } from '../../core/errors/field-error.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { LOOKUP_SEP } from '../sql/names.ts';
import { isInstance } from './is-instance.ts';
import type { AnyModel } from './model.ts';
import { type PrefetchLookup, toPrefetch } from './prefetch-lookup.ts';
import type { Prefetcher } from './prefetcher.ts';
import { prefetcherFor } from './prefetchers.ts';

export type { PrefetchLookup };

/**
 * Load relations for objects that are there already, each in one query: what `prefetchRelated()` does for its rows, and
 * `prefetchRelatedObjects(articles, 'comments__author')` for any.
 */
export async function prefetchRelatedObjects(
  instances: readonly (AnyModel | null)[],
  ...lookups: readonly (PrefetchLookup | string | readonly (PrefetchLookup | string)[])[]
): Promise<void> {
  const queue = lookups.flat().map((lookup) => toPrefetch(lookup as PrefetchLookup | string));
  const done = new Map<string, Reached>();
  const automatic = new Set<PrefetchLookup>();
  for (let lookup = queue.shift(); lookup !== undefined; lookup = queue.shift()) {
    if (done.has(lookup.target)) {
      if (lookup.queryset !== undefined) {
        throw new FieldError(
          `'${lookup.target}' lookup was already seen with a different queryset.`,
          'You may need to adjust the ordering of your lookups.',
        );
      }
      continue;
    }
    const added = await follow(instances.filter(isInstance), lookup, done, automatic.has(lookup));
    for (const next of added) automatic.add(next);
    queue.unshift(...added);
  }
}

/** The objects at the end of a path that was followed. They are gathered when another lookup goes on from there. */
type Reached = () => readonly AnyModel[];

/** Load every step of a lookup that isn't loaded. @returns lookups that the querysets on the way bring themselves */
async function follow(
  start: readonly AnyModel[],
  lookup: PrefetchLookup,
  done: Map<string, Reached>,
  isAutomatic: boolean,
): Promise<PrefetchLookup[]> {
  let objects = start;
  const added: PrefetchLookup[] = [];
  const path = lookup.path;
  for (const [index, name] of path.entries()) {
    if (objects.length === 0) break;
    const isLast = index === path.length - 1;
    const place = isLast ? lookup.target : path.slice(0, index + 1).join(LOOKUP_SEP);
    const known = done.get(place);
    if (known !== undefined) {
      objects = known();
      continue;
    }
    const toAttr = isLast ? (lookup.toAttr ?? name) : name;
    const prefetcher = prefetcherFor(objects[0]!, name);
    if (prefetcher === undefined) {
      const through = alreadyThere(objects, name);
      if (through === undefined) throw unknownRelation(objects[0]!, name, lookup, isLast);
      objects = through;
      continue;
    }
    const missing = objects.filter((object) => !prefetcher.isLoaded(object, toAttr));
    if (
      missing.length > 0 ||
      (isLast && lookup.queryset !== undefined && isAutomatic === false && missing.length > 0)
    ) {
      const loaded = await load(missing, prefetcher, isLast ? lookup : undefined);
      added.push(...loaded.more.map((more) => more.under(place)));
    }
    const from = objects;
    const reached = () =>
      from.flatMap((object) => prefetcher.read(object, isLast ? lookup.toAttr : undefined));
    if (!(isLast && lookup.queryset !== undefined && lookup.toAttr === undefined && missing.length === 0))
      done.set(place, reached);
    if (!isLast) objects = reached();
  }
  return added;
}

async function load(
  objects: readonly AnyModel[],
  prefetcher: Prefetcher,
  lookup: PrefetchLookup | undefined,
): Promise<{ more: readonly PrefetchLookup[] }> {
  const { related, more } = await prefetcher.load(objects, lookup?.queryset);
  for (const object of objects) prefetcher.store(object, related(object), lookup);
  return { more };
}

/** Objects that an earlier `toAttr` has put into a property, or that a property holds. */
function alreadyThere(objects: readonly AnyModel[], name: string): readonly AnyModel[] | undefined {
  const values = objects.map((object) => (object as unknown as Record<string, unknown>)[name]);
  if (values.every((value) => value === undefined)) return undefined;
  const flat = values.flat();
  return flat.every((value) => value === null || isInstance(value)) ? flat.filter(isInstance) : undefined;
}

function unknownRelation(
  object: AnyModel,
  name: string,
  lookup: PrefetchLookup,
  isLast: boolean,
): FieldError {
  const { _meta: meta } = object;
  const choices = meta
    .getFields()
    .filter((field) => field.isRelation)
    .map((field) => ('attname' in field ? field.name : (field.accessorName ?? field.name)));
  const isField = meta.fieldsMap.has(name);
  if (isField && isLast) {
    return new FieldError(
      `'${lookup.lookup}' does not resolve to an item that supports prefetching - this is an invalid parameter to prefetchRelated().`,
    );
  }
  return new FieldError(
    `Cannot find '${name}' on ${meta.objectName} object, '${lookup.lookup}' is an invalid parameter to prefetchRelated().`,
    choicesHint(name, choices),
  );
}
