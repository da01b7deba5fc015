import fc from 'fast-check';
import { type FieldSlot, fieldSlot } from './field-plans.ts';

/** Kinds of the primary key; all hold the same small numbers. */
export const KEYS = [
  'BigAutoField',
  'AutoField',
  'SmallAutoField',
  'IntegerField',
  'BigIntegerField',
  'PositiveIntegerField',
  'CharField',
] as const;

/** Kinds of the column `key`, which is never absent, never NULL and never twice the same. */
export const STABLE = ['IntegerField', 'BigIntegerField', 'CharField'] as const;

/** What one of the two projects says of a model beside its fields; numbers are places of fields, reduced to those there are. */
export interface MetaPlan {
  table: boolean;
  comment: string | null;
  ordered: boolean;
  /** The rows are ordered within the first relation that serves. */
  withRespectTo: boolean;
  together: readonly number[];
  indexes: readonly IndexPlan[];
  constraints: readonly ConstraintPlan[];
  primaryKey: (typeof KEYS)[number];
  stable: (typeof STABLE)[number];
  /** The column `key`, when it is text, has a collation of its own, and keys to it have it too. */
  collated: boolean;
}

export interface IndexPlan {
  kind: 'plain' | 'descending' | 'partial' | 'expression' | 'covering';
  field: number;
  /** Part of the name: the same index may have another name in the other project. */
  name: number;
}

export interface ConstraintPlan {
  kind: 'check' | 'unique' | 'partial' | 'expression' | 'deferred' | 'nulls' | 'covering';
  field: number;
  name: number;
  message: boolean;
}

export interface ModelSlot {
  before: boolean;
  after: boolean;
  renamed: boolean;
  fields: readonly FieldSlot[];
  sameMeta: boolean;
  metaBefore: MetaPlan;
  metaAfter: MetaPlan;
}

/** In which of the projects something is. */
export interface Sides {
  before: boolean;
  after: boolean;
}

export interface Plan {
  models: readonly ModelSlot[];
  /** The last model is a child of the first. */
  inherits: boolean;
  /** The third model joins the first two. */
  joins: boolean;
  /** A proxy of the first model, and a model without a table of its own, in each project. */
  proxied: Sides;
  unmanaged: Sides;
  /** An abstract parent declares most fields of the models that are not children, in each project. */
  abstract: Sides;
  /** The second model's primary key is the column `key` in one of the projects, and `id` in the other. */
  keyMoves: 'never' | 'before' | 'after';
  /** A value is longer than some columns of the second project. */
  long: boolean;
  /** The migrations are undone as well. */
  undone: boolean;
}

const rarely = fc.integer({ min: 0, max: 4 }).map((n) => n === 4);
const place = fc.integer({ min: 0, max: 4 });

const index: fc.Arbitrary<IndexPlan> = fc.record({
  kind: fc.constantFrom('plain', 'descending', 'partial', 'expression', 'covering'),
  field: place,
  name: fc.integer({ min: 0, max: 1 }),
});

const constraint: fc.Arbitrary<ConstraintPlan> = fc.record({
  kind: fc.constantFrom('check', 'unique', 'partial', 'expression', 'deferred', 'nulls', 'covering'),
  field: place,
  name: fc.integer({ min: 0, max: 1 }),
  message: fc.boolean(),
});

const meta: fc.Arbitrary<MetaPlan> = fc.record({
  table: rarely,
  comment: fc.constantFrom(null, null, 'what it is for', "another's"),
  ordered: fc.boolean(),
  withRespectTo: rarely,
  together: fc.uniqueArray(place, { maxLength: 2 }),
  indexes: fc.array(index, { maxLength: 2 }),
  constraints: fc.array(constraint, { maxLength: 2 }),
  primaryKey: fc.oneof(
    { weight: 2, arbitrary: fc.constant('BigAutoField' as const) },
    { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
  ),
  stable: fc.constantFrom(...STABLE),
  collated: rarely,
});

const often = rarely.map((no) => !no);

const model: fc.Arbitrary<ModelSlot> = fc.record({
  before: often,
  after: often,
  renamed: rarely,
  fields: fc.array(fieldSlot, { minLength: 0, maxLength: 4 }),
  sameMeta: fc.boolean(),
  metaBefore: meta,
  metaAfter: meta,
});

/** Two projects at once: what they have in common is as important as what they have not. */
export const plan: fc.Arbitrary<Plan> = fc.record({
  models: fc.array(model, { minLength: 1, maxLength: 4 }),
  inherits: fc.boolean(),
  joins: fc.boolean(),
  proxied: fc.record({ before: fc.boolean(), after: fc.boolean() }),
  unmanaged: fc.record({ before: rarely, after: rarely }),
  abstract: fc.record({ before: rarely, after: rarely }),
  keyMoves: fc.constantFrom('never', 'never', 'never', 'before', 'after'),
  long: rarely,
  undone: rarely,
});
