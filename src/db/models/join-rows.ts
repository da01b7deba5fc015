import { connections } from '../connections.ts';
import { allowRelation, routeDatabase } from '../router.ts';
import { throughKeys } from '../sql/through-join.ts';
import { ModelValueError } from './errors.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { isInstance } from './is-instance.ts';
import { keyText } from './key-text.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import { Q } from './q.ts';
import type { RuntimeQuerySet } from './query-set.ts';
import { readAttribute } from './related-queries.ts';
import { type ManyToManyEvent, m2mChanged } from './signals.ts';

type Values = Readonly<Record<string, unknown>>;

/** The rows of a join table that belong to one object. */
export class JoinRows {
  readonly #field: ManyToManyField;
  readonly #reverse: boolean;
  readonly #instance: AnyModel;
  /** The join model's key to the object, and the one to those on the other side. */
  readonly near: ForeignKey;
  readonly far: ForeignKey;

  constructor(field: ManyToManyField, reverse: boolean, instance: AnyModel) {
    this.#field = field;
    this.#reverse = reverse;
    this.#instance = instance;
    const { near, far } = throughKeys(field, reverse);
    this.near = near;
    this.far = far;
  }

  get #model(): ModelClass {
    return this.#reverse ? this.#field.model : this.#field.remoteField.model();
  }

  /** Whether the relation is to the same model and holds in both directions. */
  get #symmetrical(): boolean {
    return !this.#reverse && this.#field.remoteField.symmetrical;
  }

  /** The key that the rows have of the object. @throws ModelValueError when it isn't saved */
  get key(): unknown {
    const key = readAttribute(this.#instance, this.near.targetField);
    if (this.#instance.pk !== null && this.#instance.pk !== undefined && key !== null && key !== undefined)
      return key;
    throw new ModelValueError(
      `"${String(this.#instance)}" needs to have a value for field "${this.near.targetField.name}" before this many-to-many relationship can be used.`,
      'Save it first.',
    );
  }

  get using(): string {
    return routeDatabase('dbForWrite', this.#field.through, this.#instance);
  }

  #all(): RuntimeQuerySet {
    return (this.#field.through._meta.baseManager as unknown as RuntimeManager)
      .getQueryset()
      .using(this.using);
  }

  /** Keys of what the object is tied to. */
  async targets(): Promise<readonly unknown[]> {
    const rows = this.#all().filter({ [this.near.name]: this.key });
    return (await rows.valuesList(this.far.attname, { flat: true })) as unknown[];
  }

  /** Rows that tie the object to these; to any, when none are given. */
  tied(targets: unknown): RuntimeQuerySet {
    const tied = (source: string, target: string): Q =>
      Q({ [source]: this.key, ...(targets === undefined ? {} : { [`${target}__in`]: targets }) });
    const forward = tied(this.near.name, this.far.name);
    const both = this.#symmetrical ? forward.or(tied(this.far.name, this.near.name)) : forward;
    return this.#all().filter(both);
  }

  /** The keys that the join table holds of objects, or of keys as they were given. */
  keysOf(objects: readonly unknown[]): unknown[] {
    const target = this.far.targetField;
    return objects.map((object) => {
      if (!isInstance(object)) return target.toPython(object);
      if (!(object instanceof (this.#model._meta.concreteModel as unknown as new () => AnyModel))) {
        throw new ModelValueError(
          `'${this.#model._meta.objectName}' instance expected, got ${String(object)}.`,
        );
      }
      if (!allowRelation(object, this.#instance)) throw this.#elsewhere(object);
      const key = readAttribute(object, target);
      if (key !== null && key !== undefined) return key;
      throw new ModelValueError(
        `Cannot add "${String(object)}": the value for field "${this.far.name}" is null.`,
        'Save it first.',
      );
    });
  }

  #elsewhere(object: AnyModel): ModelValueError {
    const [own, other] = [this.#instance._state.db, object._state.db];
    if (own === undefined || other === undefined) {
      const unsaved = other === undefined ? object : this.#instance;
      return new ModelValueError(
        `Cannot add "${String(object)}": ${unsaved === object ? 'it' : `"${String(unsaved)}"`} is in no database yet.`,
        'Save it first, or give the key of the row.',
      );
    }
    return new ModelValueError(
      `Cannot add "${String(object)}": it is in the database '${other}', and "${String(this.#instance)}" in '${own}'.`,
      'A router may allow it: allowRelation().',
    );
  }

  /** Tie the object to these, which may be tied to it already. */
  async insert(objects: readonly unknown[], throughDefaults: Values | undefined): Promise<void> {
    if (objects.length === 0) return;
    const keys = [...new Map(this.keysOf(objects).map((key) => [keyText(key), key])).values()];
    await this.#insertOneWay(this.near, this.far, keys, throughDefaults);
    if (this.#symmetrical) await this.#insertOneWay(this.far, this.near, keys, throughDefaults);
  }

  async #insertOneWay(
    source: ForeignKey,
    target: ForeignKey,
    keys: readonly unknown[],
    throughDefaults: Values | undefined,
  ): Promise<void> {
    const { features } = connections.get(this.using);
    const quiet = !m2mChanged.hasListeners(this.#field.through);
    const canIgnore = features.supportsIgnoreConflicts && this.#field.through._meta.autoCreated !== undefined;
    let missing = keys;
    if (!(canIgnore && quiet)) {
      const there = await this.#all()
        .filter({ [source.name]: this.key, [`${target.name}__in`]: keys })
        .valuesList(target.attname, { flat: true });
      const known = new Set((there as unknown[]).map(keyText));
      missing = keys.filter((key) => !known.has(keyText(key)));
    }
    const announce = source === this.near;
    const pkSet = new Set(missing);
    if (announce) await this.tell('preAdd', pkSet);
    const defaults = await resolvedDefaults(throughDefaults);
    const rows = missing.map(
      (key) => new this.#field.through({ ...defaults, [source.attname]: this.key, [target.attname]: key }),
    );
    await this.#all().bulkCreate(rows, { ignoreConflicts: canIgnore });
    if (announce) await this.tell('postAdd', pkSet);
  }

  async tell(action: ManyToManyEvent['action'], pkSet: ReadonlySet<unknown> | null): Promise<void> {
    if (!m2mChanged.hasListeners(this.#field.through)) return;
    await m2mChanged.send(this.#field.through, {
      instance: this.#instance,
      action,
      reverse: this.#reverse,
      model: this.#model,
      pkSet,
      using: this.using,
    });
  }
}

async function resolvedDefaults(defaults: Values | undefined): Promise<Values> {
  if (defaults === undefined) return {};
  const entries = Object.entries(defaults).map(
    async ([name, value]) => [name, typeof value === 'function' ? await value() : value] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
