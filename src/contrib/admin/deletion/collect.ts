import type { Relation } from '../../../db/models/fields/relation.ts';
import type { AnyModel, ModelClass } from '../../../db/models/model.ts';
import type { Manager } from '../../../db/models/types/manager.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { capfirst } from '../../../utils/case.ts';
import { formatHtml, type SafeString } from '../../../utils/html.ts';
import { modelUrl } from '../admin-url.ts';
import type { AdminSite } from '../site.ts';

/** A list for `unordered_list`: texts, each followed by the list of what hangs on it. */
export type NestedList = (string | SafeString | NestedList)[];

/** What a deletion would take with it. */
export interface DeletionPlan {
  readonly tree: NestedList;
  /** Name of the model in the plural, and how many of its objects go. */
  readonly modelCount: readonly (readonly [name: string, count: number])[];
  readonly total: number;
  /** Names of models whose objects the user may not delete. */
  readonly permsLacking: readonly string[];
  /** Objects that must not lose the one they point at. */
  readonly protected: NestedList;
}

/** One object and those that would go with it. */
interface Node {
  readonly object: AnyModel;
  readonly children: Node[];
}

const FOLLOWED: ReadonlySet<string | undefined> = new Set(['CASCADE', undefined]);
const FORBIDDING: ReadonlySet<string | undefined> = new Set(['PROTECT', 'RESTRICT']);

/** Find everything that deleting some objects would delete as well, level by level: one query for each relation of a level. */
export async function collectDeletion(
  objects: readonly AnyModel[],
  request: HttpRequest,
  site: AdminSite,
): Promise<DeletionPlan> {
  const search = new DeletionSearch();
  const roots = objects.map((object) => search.add(object));
  await search.follow(roots.filter((node) => node !== undefined));
  const show = (object: AnyModel): Promise<string | SafeString> => shownObject(object, site, request);
  return {
    tree: await nested(
      roots.filter((node) => node !== undefined),
      show,
    ),
    modelCount: [...search.counts].map(
      ([{ _meta: meta }, count]) => [count === 1 ? meta.verboseName : meta.verboseNamePlural, count] as const,
    ),
    total: [...search.counts.values()].reduce((sum, count) => sum + count, 0),
    permsLacking: await lackingPermissions([...search.counts.keys()], request, site, objects),
    protected: await Promise.all(search.forbidding.map(show)),
  };
}

class DeletionSearch {
  readonly counts = new Map<ModelClass, number>();
  readonly forbidding: AnyModel[] = [];
  readonly #seen = new Set<string>();

  /** Take an object into the search; undefined when it is there already. */
  add(object: AnyModel): Node | undefined {
    const model = object.constructor as unknown as ModelClass;
    const key = `${model._meta.label}:${object.pk}`;
    if (this.#seen.has(key)) return undefined;
    this.#seen.add(key);
    this.counts.set(model, (this.counts.get(model) ?? 0) + 1);
    return { object, children: [] };
  }

  /** Go on to the objects that point at those of a level. */
  async follow(level: readonly Node[]): Promise<void> {
    const next: Node[] = [];
    for (const [model, nodes] of byModel(level)) {
      for (const relation of model._meta.allRelatedObjects) {
        if (!relation.manyToMany && !relation.parentLink) await this.#followRelation(relation, nodes, next);
      }
    }
    if (next.length > 0) await this.follow(next);
  }

  async #followRelation(relation: Relation, nodes: readonly Node[], next: Node[]): Promise<void> {
    const action = relation.onDelete?.name;
    if (!FOLLOWED.has(action) && !FORBIDDING.has(action)) return;
    const byKey = new Map(nodes.map((node) => [String(node.object.pk), node]));
    const manager = relation.relatedModel._meta.baseManager as unknown as Manager<AnyModel>;
    const found = await manager.filter({
      [`${relation.field.name}__in`]: nodes.map(({ object }) => object.pk),
    } as never);
    for (const object of found) {
      if (FORBIDDING.has(action)) {
        this.forbidding.push(object);
        continue;
      }
      const node = this.add(object);
      if (node === undefined) continue;
      const owner = byKey.get(String((object as unknown as Record<string, unknown>)[relation.field.attname]));
      owner?.children.push(node);
      next.push(node);
    }
  }
}

function byModel(nodes: readonly Node[]): Map<ModelClass, Node[]> {
  const groups = new Map<ModelClass, Node[]>();
  for (const node of nodes) {
    const model = node.object.constructor as unknown as ModelClass;
    groups.set(model, [...(groups.get(model) ?? []), node]);
  }
  return groups;
}

async function nested(
  nodes: readonly Node[],
  show: (object: AnyModel) => Promise<string | SafeString>,
): Promise<NestedList> {
  const list: NestedList = [];
  for (const { object, children } of nodes) {
    list.push(await show(object));
    if (children.length > 0) list.push(await nested(children, show));
  }
  return list;
}

/** `Article: House rules`, with a link where the user may follow it. */
async function shownObject(
  object: AnyModel,
  site: AdminSite,
  request: HttpRequest,
): Promise<string | SafeString> {
  const model = object.constructor as unknown as ModelClass;
  const name = capfirst(model._meta.verboseName);
  if (!site.isRegistered(model)) return `${name}: ${object}`;
  if (!(await site.getModelAdmin(model).hasViewOrChangePermission(request, object)))
    return `${name}: ${object}`;
  const url = modelUrl(site.name, model._meta, 'change', object.pk);
  return formatHtml('{}: <a href="{}">{}</a>', name, url, object);
}

/** Join tables that the framework made follow their fields, and need no permission of their own. */
async function lackingPermissions(
  models: readonly ModelClass[],
  request: HttpRequest,
  site: AdminSite,
  roots: readonly AnyModel[],
): Promise<string[]> {
  const lacking: string[] = [];
  for (const model of models) {
    if (!site.isRegistered(model)) continue;
    const admin = site.getModelAdmin(model);
    const own = roots.filter((object) => (object.constructor as unknown) === model);
    const objects = own.length > 0 ? own : [undefined];
    for (const object of objects) {
      if (await admin.hasDeletePermission(request, object)) continue;
      lacking.push(model._meta.verboseName);
      break;
    }
  }
  return lacking;
}
