import type { AppConfig } from '../../apps/app-config.ts';
import type { CheckMessage } from '../../core/checks/messages.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { shownValue } from '../../utils/shown-value.ts';
import { columnsOf } from '../sql/composite.ts';
import { FieldDoesNotExist } from './errors.ts';
import type { Field } from './fields/field.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import type { Relation } from './fields/relation.ts';
import type { ImplicitSlot, Slot } from './frames.ts';
import type { InitialPlan } from './initial-values.ts';
import { isKeySet } from './key-is-set.ts';
import { MetaValues } from './meta-values.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { LooseModel } from './types/loose-model.ts';
import type { Manager } from './types/manager.ts';

/** A manager as models know it; the class is `manager.ts`. */
export interface ModelManager {
  /** Bind to a model under a name; called once per model, on a copy when a parent declared it. */
  contributeToClass(model: ModelClass, name: string): void;
  clone(): ModelManager;
  readonly name: string;
  readonly model: ModelClass;
  readonly useInMigrations?: boolean;
  /** System checks of a manager's own. */
  check?(): readonly CheckMessage[];
}

/** Everything the framework knows of a model: `Article._meta`. Names are Django's. */
export class Options extends MetaValues {
  /** Columns that this model declares, in order. */
  readonly localFields: Field[] = [];
  readonly localManyToMany: Field[] = [];
  /** Fields without a column that are no many-to-many: generic relations. */
  readonly privateFields: Field[] = [];
  /** Concrete parents in multi-table inheritance, each with the link to its row; for a proxy its base, without. */
  readonly parents: Map<ModelClass, Field | null> = new Map();
  readonly managers: Map<string, ModelManager> = new Map();
  /** Relations that point here, in the order they were resolved; children see those of their parents, too. */
  readonly localRelatedObjects: Relation[] = [];
  /** How the class body's calls map to fields; see `frames.ts`. */
  slots: readonly Slot[] = [];
  /** Whether the class body makes no other properties than fields. */
  onlyFields = false;
  /** Columns that no call of the class body declares: the implicit id, links to parents. */
  implicitSlots: readonly ImplicitSlot[] = [];
  /** How the constructor finds values; computed at the first instance (`initial-values.ts`). */
  initialPlan: InitialPlan | undefined = undefined;
  autoField: Field | undefined = undefined;

  #pk: Field | undefined;
  #caches = new Map<string, unknown>();
  #columnOrder: readonly number[] | undefined;

  /** Take a field: called by `field.contributeToClass()`. */
  addField(field: Field, isPrivate = false): void {
    const list = isPrivate ? this.privateFields : field.manyToMany ? this.localManyToMany : this.localFields;
    list.push(field);
    if (field.primaryKey) this.#pk ??= field;
    this.expireCache();
  }

  /** Forget what was computed from fields and relations; after one was added. */
  expireCache(): void {
    this.#caches.clear();
    this.initialPlan = undefined;
    this.#columnOrder = undefined;
  }

  /** The primary key; that of the parent in inheritance. */
  get pk(): Field {
    return this.#pk!;
  }

  set pk(field: Field) {
    this.#pk = field;
  }

  /** The columns of the primary key: itself, or those that a composite one is made of. */
  get pkFields(): readonly Field[] {
    return this.#cached('pkFields', () => columnsOf(this.pk));
  }

  get isCompositePk(): boolean {
    return this.pkFields[0] !== this.pk;
  }

  /** The configuration of the app; undefined while it is not installed. */
  get appConfig(): AppConfig | undefined {
    return this.apps.getAppConfigs().find(({ label }) => label === this.appLabel);
  }

  /** Whether the primary key of an instance has a value, a composite one in all its parts. */
  isPkSet(instance: AnyModel): boolean {
    return isKeySet(this.pk.valueFromObject(instance));
  }

  /** The model whose table holds the rows: this one, or the base of a proxy. */
  get concreteModel(): ModelClass {
    if (!this.proxy) return this.model;
    const [base] = this.parents.keys();
    return base === undefined ? this.model : base._meta.concreteModel;
  }

  /** Every column and relation column, parents' first. */
  get fields(): readonly Field[] {
    return this.#cached('fields', () => [...this.#inherited((meta) => meta.fields), ...this.localFields]);
  }

  /** Those with a column; the order is that of rows and of `Slot.column`. */
  get concreteFields(): readonly Field[] {
    return this.#cached('concreteFields', () => this.fields.filter((field) => field.concrete));
  }

  /** 0, 1, 2...: the places of the concrete fields in a list of their values. */
  get columnOrder(): readonly number[] {
    this.#columnOrder ??= this.concreteFields.map((_, i) => i);
    return this.#columnOrder;
  }

  get localConcreteFields(): readonly Field[] {
    return this.#cached('localConcreteFields', () => this.localFields.filter((field) => field.concrete));
  }

  /** Whether there are fields without a column that the constructor may be given. */
  get hasVirtualFields(): boolean {
    return this.#cached('hasVirtualFields', () =>
      [...this.privateFields, ...this.fields].some((field) => field.expandInitial !== undefined),
    );
  }

  /** Those that have work to do before an instance is saved. */
  get fieldsBeforeSave(): readonly Field[] {
    return this.#cached('fieldsBeforeSave', () =>
      [...this.fields, ...this.privateFields].filter((field) => field.beforeSave !== undefined),
    );
  }

  get manyToMany(): readonly ManyToManyField[] {
    return this.#cached('manyToMany', () => [
      ...this.#inherited((meta) => meta.manyToMany),
      ...(this.localManyToMany as ManyToManyField[]),
    ]);
  }

  /** Relations that point here and can be followed back, parents' first; as in Django, hidden ones of many-to-many fields, too. */
  get relatedObjects(): readonly Relation[] {
    return this.#cached('relatedObjects', () =>
      this.allRelatedObjects.filter((relation) => !relation.hidden || relation.manyToMany),
    );
  }

  /** The same with those that hide themselves (`relatedName: '+'`): what deletion has to follow. */
  get allRelatedObjects(): readonly Relation[] {
    return this.#cached('allRelatedObjects', () => {
      const inherited = this.#inherited((meta) => meta.allRelatedObjects);
      return unique([...inherited.filter((one) => this.#isOwnRelation(one)), ...this.localRelatedObjects]);
    });
  }

  /** A parent's other children are not related to this one. */
  #isOwnRelation(field: Field | Relation): boolean {
    return !('parentLink' in field) || !field.parentLink || field.model() === this.concreteModel;
  }

  /** Fields by name and attname, and relations back by the name they have in lookups. */
  get fieldsMap(): ReadonlyMap<string, Field | Relation> {
    return this.#cached('fieldsMap', () => {
      const map = new Map<string, Field | Relation>();
      const { allRelatedObjects: back } = this;
      for (const relation of back) if (relation.hidden) map.set(relation.name, relation);
      for (const relation of back) if (!relation.hidden) map.set(relation.name, relation);
      for (const field of [...this.privateFields, ...this.manyToMany, ...this.fields]) {
        map.set(field.attname, field);
      }
      for (const field of [...this.privateFields, ...this.manyToMany, ...this.fields])
        map.set(field.name, field);
      return map;
    });
  }

  /**
   * A field by name or attname, or a relation back by its lookup name.
   * @throws FieldDoesNotExist with the choices
   */
  getField(name: string): Field | Relation {
    const field = this.fieldsMap.get(name);
    if (field !== undefined) return field;
    if (typeof name !== 'string')
      throw new FieldDoesNotExist(`${this.objectName} has no field ${shownValue(name)}: fields have names.`);
    throw new FieldDoesNotExist(
      `${this.objectName} has no field named '${name}'.`,
      choicesHint(
        name,
        this.getFields().map((one) => one.name),
      ),
    );
  }

  /** Columns, many-to-many fields, generic relations and relations back. */
  getFields(options: { includeParents?: boolean; includeHidden?: boolean } = {}): (Field | Relation)[] {
    const { includeParents = true, includeHidden = false } = options;
    if (!includeParents && this.proxy) return this.concreteModel._meta.getFields(options);
    return [...this.#fieldsAndRelations(includeParents, includeHidden), ...this.privateFields];
  }

  /** Those of the parents first; of each model the relations back before its fields. */
  #fieldsAndRelations(includeParents: boolean, includeHidden: boolean): (Field | Relation)[] {
    const inherited = includeParents
      ? this.#inherited((meta) => meta.#fieldsAndRelations(true, includeHidden))
      : [];
    return unique([
      ...inherited.filter((one) => this.#isOwnRelation(one)),
      ...this.localRelatedObjects.filter((relation) => includeHidden || !relation.hidden),
      ...this.localFields,
      ...this.localManyToMany,
    ]);
  }

  /** The manager of `defaultManagerName`, else the first one declared. */
  get defaultManager(): Manager<LooseModel> {
    const manager = this.#manager(this.managerNames.default) ?? this.managers.values().next().value!;
    return manager as Manager<LooseModel>;
  }

  /** The plain manager that relations go through; `baseManagerName` names another. */
  get baseManager(): Manager<LooseModel> {
    return (this.#manager(this.managerNames.base) ?? this.plainManager!) as Manager<LooseModel>;
  }

  plainManager: ModelManager | undefined = undefined;
  /** What the meta of this model says of managers, or that of a model it extends. */
  managerNames: { readonly default: string | null; readonly base: string | null } = {
    default: null,
    base: null,
  };

  /** The link to a parent's row, when this model inherits from it, directly or not. */
  getAncestorLink(ancestor: ModelClass): Field | undefined {
    const direct = this.parents.get(ancestor);
    if (direct) return direct;
    for (const [parent, link] of this.parents) {
      if (parent._meta.getAncestorLink(ancestor) !== undefined) {
        return link ?? parent._meta.getAncestorLink(ancestor);
      }
    }
    return undefined;
  }

  /** Every model that this one inherits rows from. */
  getParentList(): ModelClass[] {
    const all = [...this.parents.keys()];
    return unique([...all, ...all.flatMap((parent) => parent._meta.getParentList())]);
  }

  #manager(name: string | null): ModelManager | undefined {
    return name === null ? undefined : this.managers.get(name);
  }

  #inherited<T>(read: (meta: Options) => readonly T[]): T[] {
    return unique([...this.parents.keys()].flatMap((parent) => read(parent._meta)));
  }

  #cached<T>(name: string, compute: () => T): T {
    const known = this.#caches.get(name);
    if (known !== undefined) return known as T;
    const value = compute();
    this.#caches.set(name, value);
    return value;
  }
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
