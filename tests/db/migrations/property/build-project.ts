import { F, functions, models, Q } from 'jango/db';
import { fields, ModelState, ProjectState } from 'jango/db/migrations';
import { withAbstractParent } from './abstract-parent.ts';
import {
  type AnyField,
  buildColumn,
  buildGenerated,
  buildRelation,
  COLLATIONS,
  type Engine,
  isIndexable,
  isNumber,
} from './build-field.ts';
import type { ColumnPlan, FieldPlan, FieldSlot, RelationPlan } from './field-plans.ts';
import type { MetaPlan, Plan } from './model-plans.ts';

export type Side = 'before' | 'after';

const APPS = ['shop', 'shop', 'stock', 'stock'] as const;
const RELATIONS = new Set(['ForeignKey', 'OneToOneField', 'ManyToManyField']);

/** The two projects of a plan for a database: only what can be asked of a database, so that every failure is a fault. */
export class Projects {
  readonly plan: Plan;
  readonly engine: Engine;

  constructor(plan: Plan, engine: Engine) {
    this.plan = plan;
    this.engine = engine;
  }

  state(side: Side): ProjectState {
    const places = [...this.plan.models.keys()].filter((place) => this.#isThere(place, side));
    const abstract = (place: number) => this.plan.abstract[side] && !this.#isChild(place);
    return new ProjectState([
      ...places.map((place) => {
        const model = this.#model(place, side);
        return abstract(place) ? withAbstractParent(model) : model;
      }),
      ...this.#tableless(side),
    ]);
  }

  /** A proxy of the first model, and a model that somebody else sees to: nothing is to be done for them. */
  #tableless(side: Side): ModelState[] {
    const first = this.#isThere(0, side) ? this.label(0, side) : undefined;
    const found: ModelState[] = [];
    if (this.plan.proxied[side] && first !== undefined) {
      const options = { proxy: true, ordering: [side === 'before' ? 'num' : '-num'] };
      found.push(new ModelState('shop', 'Seen', { fields: new Map(), options, bases: [first] }));
    }
    if (this.plan.unmanaged[side]) {
      const own = new Map<string, AnyField>([['id', fields.BigAutoField({ primaryKey: true })]]);
      const options = { onDelete: models.CASCADE, relatedName: '+' };
      if (first !== undefined) own.set('first', fields.ForeignKey(first, options));
      found.push(new ModelState('stock', 'Foreign', { fields: own, options: { managed: false } }));
    }
    return found;
  }

  /** The second model has its key in another column in one of the projects; then no relation holds it in both of them. */
  #movesKey(place: number): boolean {
    return this.plan.keyMoves !== 'never' && place === 1;
  }

  /** Whether a relation holds the key that moves, also that of its own model in a join table, in one project. */
  #holdsKey(place: number, i: number, side: Side): boolean {
    const slot = this.plan.models[place]!.fields[i]!;
    const plan = planOn(slot, side);
    if (!isRelation(plan) || !this.#isThere(place, side) || nameOn(slot, i, side) === undefined) return false;
    const joins = plan.kind === 'ManyToManyField';
    if (joins && this.#movesKey(place)) return true;
    return (joins || !plan.toField) && this.#movesKey(plan.to % this.plan.models.length);
  }

  #alwaysHoldsKey(place: number, i: number): boolean {
    return this.#isKept(1) && this.#holdsKey(place, i, 'before') && this.#holdsKey(place, i, 'after');
  }

  /** Fields that are the same one under two names, as `before` and `after` name it. */
  isRename(before: string, after: string): boolean {
    if (before.slice(1) !== after.slice(1)) return false;
    return (/^f\dc?$/.test(before) && /^g/.test(after)) || (/^m\dPtr$/.test(before) && /^n/.test(after));
  }

  isModelRename(before: string, after: string): boolean {
    return before.toLowerCase().slice(1) === after.toLowerCase().slice(1);
  }

  /** Whether the values of a field are digits, as they are when it is a number in one of the projects. */
  isNumeric(label: string, name: string): boolean {
    const place = Number(/\d+/.exec(label)![0]);
    const at = /^[fg](\d)c?$/.exec(name);
    const slot = at === null ? undefined : this.plan.models[place]!.fields[Number(at[1])];
    return slot !== undefined && [slot.before, slot.after].some(({ kind }) => isNumber(kind));
  }

  name(place: number, side: Side): string {
    return `${side === 'after' && this.#isRenamed(place) ? 'N' : 'M'}${place}`;
  }

  label(place: number, side: Side): string {
    return `${APPS[place]}.${this.name(place, side)}`;
  }

  #isThere(place: number, side: Side): boolean {
    const model = this.plan.models[place];
    if (model === undefined || !model[side]) return false;
    return !this.#isChild(place) || this.#isThere(0, side);
  }

  #isKept(place: number): boolean {
    return this.#isThere(place, 'before') && this.#isThere(place, 'after');
  }

  #isChild(place: number): boolean {
    return this.plan.inherits && place === 3;
  }

  #isJoin(place: number): boolean {
    return this.plan.joins && place === 2 && !this.plan.inherits && !this.#movesKey(1);
  }

  /** A model is found again under another name when its fields are made alike. */
  #isRenamed(place: number): boolean {
    const { renamed, fields: slots, metaBefore, metaAfter, sameMeta } = this.plan.models[place]!;
    if (!renamed || !this.#isKept(place) || this.#isJoin(place) || this.#movesKey(place)) return false;
    if (place === 0 && this.#isJoined('before') !== this.#isJoined('after')) return false;
    const sameKeys =
      sameMeta ||
      (metaBefore.primaryKey === metaAfter.primaryKey &&
        metaBefore.stable === metaAfter.stable &&
        metaBefore.collated === metaAfter.collated);
    return sameKeys && slots.every((slot, i) => slot.presence === 'same' && !this.#targetGoes(place, i));
  }

  #targetGoes(place: number, i: number): boolean {
    const plan = this.plan.models[place]!.fields[i]!.before;
    return isRelation(plan) && !this.#isKept(this.#target(plan, place, i));
  }

  #target(plan: RelationPlan, place: number, i: number): number {
    const to = plan.to % this.plan.models.length;
    return this.#movesKey(to) && this.#alwaysHoldsKey(place, i) ? 0 : to;
  }

  #meta(place: number, side: Side): MetaPlan {
    const { sameMeta, metaBefore, metaAfter } = this.plan.models[place]!;
    return side === 'before' || sameMeta ? metaBefore : metaAfter;
  }

  #model(place: number, side: Side): ModelState {
    const meta = this.#meta(place, side);
    const own = this.#fields(place, side);
    const all = new Map<string, AnyField>();
    const parent = this.label(0, side);
    if (this.#isChild(place)) {
      const link = { onDelete: models.CASCADE, parentLink: true, autoCreated: true, primaryKey: true };
      all.set(`${this.name(0, side).toLowerCase()}Ptr`, fields.OneToOneField(parent, link));
    } else if (this.#movesKey(place) && this.plan.keyMoves === side) {
      all.set(
        'key',
        fields[meta.stable === 'CharField' ? 'BigIntegerField' : meta.stable]({ primaryKey: true }),
      );
    } else {
      all.set('id', this.#movesKey(place) ? fields.BigAutoField({ primaryKey: true }) : primaryKey(meta));
      all.set('key', stable(meta, this.engine));
    }
    const tail = this.#isChild(place) ? 'c' : '';
    all.set(`num${tail}`, fields.IntegerField());
    all.set(`tag${tail}`, fields.CharField({ maxLength: 30 }));
    for (const [name, field] of own) all.set(`${name}${tail}`, field);
    if (this.#isJoin(place)) {
      for (const [end, target] of [
        ['left', 0],
        ['right', 1],
      ] as const) {
        if (!this.#isThere(target, side)) continue;
        const options = { onDelete: models.CASCADE, null: true, relatedName: '+' };
        all.set(end, fields.ForeignKey(this.label(target, side), options));
      }
    }
    if (place === 0 && this.#isJoined(side)) {
      const through = this.label(2, side);
      all.set('joined', fields.ManyToManyField(this.label(1, side), { through, relatedName: '+' }));
    }
    return new ModelState(APPS[place]!, this.name(place, side), {
      fields: all,
      options: this.#options(place, side, meta, all, tail),
      ...(this.#isChild(place) && { bases: [parent] }),
    });
  }

  #isJoined(side: Side): boolean {
    return this.#isJoin(2) && [0, 1, 2].every((place) => this.#isThere(place, side));
  }

  #fields(place: number, side: Side): Map<string, AnyField> {
    const found = new Map<string, AnyField>();
    for (const [i, slot] of this.plan.models[place]!.fields.entries()) {
      const name = nameOn(slot, i, side);
      const field = name === undefined ? undefined : this.#field(place, slot, i, side);
      if (field !== undefined) found.set(name!, field);
    }
    return found;
  }

  #field(place: number, slot: FieldSlot, i: number, side: Side): AnyField | undefined {
    const plan = planOn(slot, side);
    const ownColumn = `own_${i}`;
    if (plan.kind === 'GeneratedField') {
      return this.#isChild(place) ? undefined : buildGenerated(plan as never, this.engine);
    }
    const other = planOn(slot, side === 'before' ? 'after' : 'before');
    const alone = slot.presence === 'old' || slot.presence === 'new' || !this.#isKept(place);
    if (isRelation(plan)) {
      const target = this.#target(plan, place, i);
      const otherTarget = isRelation(other) ? this.#target(other, place, i) : undefined;
      if (!this.#isThere(target, side)) return undefined;
      // A join table points at both of its sides.
      if (this.#movesKey(place) && this.#alwaysHoldsKey(place, i)) return undefined;
      const kept = this.#isKept(target) && (otherTarget === undefined || this.#isKept(otherTarget));
      const retargeted = !alone && otherTarget !== undefined && otherTarget !== target;
      if (retargeted && !kept && side === 'after') return undefined;
      const becomes =
        !isRelation(other) || (other.kind === 'ManyToManyField') !== (plan.kind === 'ManyToManyField');
      const comes = alone || becomes || !kept;
      const nullable = comes && (!this.#isKept(target) || plan.kind === 'OneToOneField');
      // A child has the parent's columns in the parent's table, where no key can find them.
      const toField = plan.toField && !this.#isChild(target);
      return buildRelation({ ...plan, toField }, this.label(target, side), { nullable, ownColumn });
    }
    const numeric = isNumber(plan.kind) || isNumber(other.kind);
    return buildColumn(plan as ColumnPlan, { engine: this.engine, numeric, alone, ownColumn });
  }

  #options(place: number, side: Side, meta: MetaPlan, all: ReadonlyMap<string, AnyField>, tail: string) {
    const columns = [...all]
      .filter(([, field]) => !field.manyToMany && !field.generated)
      .filter(([, field]) => isIndexable(field.constructor.name, this.engine))
      .map(([name]) => name)
      .filter((name) => name !== `num${tail}`);
    const pick = (n: number) => columns[n % columns.length]!;
    const num = `num${tail}`;
    const tag = `tag${tail}`;
    const within = [...all].find(
      ([name, field]) => field.isRelation && !field.manyToMany && !name.endsWith('Ptr'),
    );
    const ordered = meta.withRespectTo && within !== undefined && !this.#isChild(place);
    return {
      ...(meta.table && { dbTable: `own_${place}_${side}` }),
      ...(meta.comment !== null && { dbTableComment: meta.comment }),
      ...(ordered ? { orderWithRespectTo: within[0] } : meta.ordered && { ordering: [num] }),
      ...(meta.together.length > 0 && {
        uniqueTogether: distinct(meta.together.map(pick)).map((name) => [name, num]),
      }),
      indexes: meta.indexes.map((plan, i) => {
        const name = `i${place}_${i}_${plan.name}`;
        const one = pick(plan.field);
        if (plan.kind === 'expression')
          return new models.Index({ name, expressions: [functions.Lower(tag), F(num).add(1)] });
        return new models.Index({
          name,
          fields: plan.kind === 'descending' ? [`-${one}`, num] : [one],
          ...(plan.kind === 'partial' && { condition: Q({ [`${num}__gt`]: 0 }) }),
          ...(plan.kind === 'covering' && { include: [num] }),
        });
      }),
      constraints: unlike(meta.constraints, (plan) => `${plan.kind} ${pick(plan.field)}`).map((plan, i) => {
        const shared = {
          name: `c${place}_${i}_${plan.name}`,
          ...(plan.message && { violationErrorMessage: `No ${side}.` }),
        };
        // A column that counts by itself has no part in a condition: MySQL refuses it.
        const one = plan.kind === 'check' && pick(plan.field) === 'id' ? 'key' : pick(plan.field);
        const condition = Q({ [`${num}__gt`]: 0 });
        if (plan.kind === 'check') {
          return new models.CheckConstraint({
            ...shared,
            condition: Q({ [`${one}__isnull`]: true }).or(condition),
          });
        }
        if (plan.kind === 'expression')
          return new models.UniqueConstraint({ ...shared, expressions: [functions.Lower(tag), F(num)] });
        return new models.UniqueConstraint({
          ...shared,
          fields: [one, num],
          ...(plan.kind === 'partial' && { condition }),
          ...(plan.kind === 'deferred' && { deferrable: 'deferred' as const }),
          ...(plan.kind === 'nulls' && { nullsDistinct: false }),
          ...(plan.kind === 'covering' && { include: [tag] }),
        });
      }),
    };
  }
}

function isRelation(plan: FieldPlan): plan is RelationPlan {
  return RELATIONS.has(plan.kind);
}

function planOn(slot: FieldSlot, side: Side): FieldPlan {
  return slot.presence === 'same' || slot.presence === 'renamed' ? slot.before : slot[side];
}

function nameOn({ presence }: FieldSlot, i: number, side: Side): string | undefined {
  if (presence === 'old' && side === 'after') return undefined;
  if (presence === 'new' && side === 'before') return undefined;
  return `${presence === 'renamed' && side === 'after' ? 'g' : 'f'}${i}`;
}

function primaryKey({ primaryKey: kind }: MetaPlan): AnyField {
  if (kind === 'CharField') return fields.CharField({ maxLength: 10, primaryKey: true });
  return fields[kind]({ primaryKey: true });
}

function stable({ stable: kind, collated }: MetaPlan, engine: Engine): AnyField {
  if (kind !== 'CharField') return fields[kind]({ unique: true });
  const collation = collated ? { dbCollation: COLLATIONS[engine] } : {};
  return fields.CharField({ maxLength: 12, unique: true, ...collation });
}

/** PostgreSQL makes one of two constraints that say the same. */
function unlike<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

function distinct(names: readonly string[]): string[] {
  return [...new Set(names)];
}
