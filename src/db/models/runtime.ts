import { isThenable } from '../../utils/awaitable.ts';
import { routeDatabase } from '../router.ts';
import { connectValueChecks } from './check-values.ts';
import { conditionHolds, uniqueTaken } from './constraint-queries.ts';
import { DeferredValue } from './deferred-value.ts';
import { deleteInstance } from './deletion.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { instanceOfRow } from './hydrate.ts';
import { isInstance } from './is-instance.ts';
import { withKeyValue } from './key-lookups.ts';
import { keyText } from './key-text.ts';
import { loadPeers, peersOf } from './load-peers.ts';
import { RuntimeManager } from './manager.ts';
import { manyRelatedManager } from './many-related-manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { type Persistence, type RefreshOptions, registerPersistence } from './persistence.ts';
import { prefetcherFor } from './prefetchers.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import { reverseManager } from './related-managers.ts';
import { readAttribute } from './related-queries.ts';
import type { RelatedRef } from './related-ref.ts';
import { reverseOneToOne, setReverseOneToOne } from './reverse-one-to-one.ts';
import { save, saveBase } from './save.ts';
import { connectSchemaExpressions } from './schema-expressions.ts';
import { schemaSql } from './schema-sql.ts';
import { sharedLoad } from './shared-load.ts';

type Own = Record<string, unknown>;

function own(instance: AnyModel): Own {
  return instance as unknown as Own;
}

function baseRows(model: ModelClass, instance: AnyModel, using?: string): RuntimeQuerySet {
  const rows = (model._meta.baseManager as unknown as RuntimeManager).getQueryset().startingAt(instance);
  return using === undefined ? rows : rows.using(using);
}

/** `await article.author`: for the instance and its peers. */
async function loadRelated(ref: RelatedRef): Promise<AnyModel | null> {
  const { instance, field } = ref;
  const current = own(instance)[field.name];
  if (isInstance(current)) return current;
  if (current === ref) {
    const parent = parentFromChild(instance, field);
    if (parent !== undefined) return parent;
    await loadPeers(instance, field.name, prefetcherFor(instance, field.name)!);
    const loaded = own(instance)[field.name];
    if (isInstance(loaded)) return loaded;
  }
  return loadOne(ref);
}

/** A child in multi-table inheritance has all values of its parent, unless some of them are deferred. */
function parentFromChild(instance: AnyModel, field: Field): AnyModel | undefined {
  const relation = field.remoteField!;
  if (!relation.parentLink) return undefined;
  const model = relation.model();
  const { concreteFields } = model._meta;
  const deferred = instance.getDeferredFields();
  if (concreteFields.some((one) => deferred.has(one.attname))) return undefined;
  const values = concreteFields.map((one) => [one.attname, one.valueFromObject(instance)] as const);
  const parent = new model(Object.fromEntries(values));
  parent._state.adding = instance._state.adding;
  parent._state.db = instance._state.db;
  own(instance)[field.name] = parent;
  if (relation.accessorName !== undefined) parent._state.setCached(relation.accessorName, instance);
  return parent;
}

/** A reference that its instance no longer holds, or whose object wasn't found. */
async function loadOne({ instance, field, id }: RelatedRef): Promise<AnyModel> {
  const key = field as ForeignKey;
  const model = key.remoteField.model();
  return (await baseRows(model, instance).get(withKeyValue(key.targetField, id))) as AnyModel;
}

/** A column that `only()` or `defer()` left out, and of a relation the object. */
async function loadDeferred(deferred: DeferredValue): Promise<unknown> {
  await loadColumn(deferred);
  const { instance, field } = deferred;
  const value = own(instance)[field.name];
  return isThenable(value) ? await value : value;
}

/** A column that was left out, for the instance and its peers. */
function loadColumn(deferred: DeferredValue): Promise<void> {
  const { instance, field } = deferred;
  return sharedLoad(instance, field.attname, () => loadColumnNow(deferred));
}

async function loadColumnNow({ instance, field }: DeferredValue): Promise<void> {
  const peers = peersOf(instance, field.name, 'Leave it out of defer(), or name it in only().').filter(
    (peer) => own(peer)[field.name] instanceof DeferredValue,
  );
  const targets = peers.includes(instance) ? peers : [instance];
  const model = instance._meta.concreteModel;
  const rows = await baseRows(model, instance, instance._state.db)
    .filter({ pk__in: targets.map((peer) => peer.pk) })
    .valuesList('pk', field.attname);
  const values = new Map((rows as [unknown, unknown][]).map(([pk, value]) => [keyText(pk), value]));
  for (const peer of targets) {
    const key = keyText(peer.pk);
    if (!values.has(key)) continue;
    const value = values.get(key);
    own(peer)[field.name] = field.buildsValue ? field.buildValue(peer, value) : value;
  }
  if (own(instance)[field.name] instanceof DeferredValue) throw gone(instance);
}

function gone(instance: AnyModel): Error {
  const { DoesNotExist } = instance.constructor as unknown as ModelClass;
  return new DoesNotExist(`${instance._meta.objectName} matching query does not exist.`);
}

/** `article.refreshFromDb()` */
async function refreshFromDb(instance: AnyModel, options: RefreshOptions): Promise<void> {
  const { _meta: meta } = instance;
  const names = options.fields === undefined ? undefined : [...options.fields];
  const state = instance._state;
  const wanted = names?.filter((name) => !state.forgetPrefetched(name));
  if (wanted?.length === 0) return;
  for (const name of wanted ?? []) {
    meta.getField(name);
  }
  const source = options.fromQueryset as RuntimeQuerySet | undefined;
  let rows = source ?? baseRows(instance.constructor as unknown as ModelClass, instance);
  if (options.using !== undefined) rows = rows.using(options.using);
  rows = rows.filter({ pk: instance.pk });
  const deferred = instance.getDeferredFields();
  if (wanted !== undefined) rows = rows.only(...wanted);
  else if (deferred.size > 0)
    rows = rows.only(
      ...meta.concreteFields.filter((field) => !deferred.has(field.attname)).map((field) => field.name),
    );
  const fresh = (await rows.get()) as AnyModel;
  const left = fresh.getDeferredFields();
  for (const field of meta.concreteFields) {
    if (!left.has(field.attname)) copyValue(instance, fresh, field);
  }
  for (const name of wanted ?? []) state.deleteCached(name);
  if (wanted === undefined) {
    state.forgetRelated();
    for (const field of meta.privateFields)
      if ('forgetObject' in field)
        (field as Field & { forgetObject(of: AnyModel): void }).forgetObject(instance);
  }
  state.db = fresh._state.db;
}

function copyValue(instance: AnyModel, fresh: AnyModel, field: Field): void {
  const held = own(fresh)[field.name];
  const value = field.isRelation && !isInstance(held) ? readAttribute(fresh, field) : held;
  own(instance)[field.name] = field.buildsValue ? field.buildValue(instance, value) : value;
}

const runtime: Persistence = {
  save,
  async saveBase(instance, { raw = false, ...options }) {
    const using = options.using ?? routeDatabase('dbForWrite', instance.constructor, instance);
    await saveBase(instance, using, options, raw);
  },
  delete: deleteInstance,
  refreshFromDb,
  fromDb: instanceOfRow,
  loadRelated,
  loadDeferred,
  loadColumn,
  createManager: () => new RuntimeManager(),
  manyToManyManager: (instance, field) => manyRelatedManager(instance, field as ManyToManyField, false),
  reverseManager: (instance, relation) =>
    relation.manyToMany
      ? manyRelatedManager(instance, relation.field as ManyToManyField, true)
      : reverseManager(instance, relation),
  reverseOneToOne,
  setReverseOneToOne,
  schemaSql,
  conditionHolds,
  uniqueTaken,
};

registerPersistence(runtime);
connectSchemaExpressions();
connectValueChecks();
