import fc from 'fast-check';

/** Options of a plain column; what a kind of field or a database doesn't have is left out when the field is built. */
export interface ColumnPlan {
  kind: string;
  null: boolean;
  /** How the value of rows that lack one is given. */
  default: 'none' | 'value' | 'function' | 'database' | 'expression';
  unique: boolean;
  dbIndex: boolean;
  maxLength: number;
  choices: boolean;
  ownColumn: boolean;
  comment: string | null;
  collated: boolean;
}

export interface RelationPlan {
  kind: 'ForeignKey' | 'OneToOneField' | 'ManyToManyField';
  /** Place of the model that it leads to. */
  to: number;
  toField: boolean;
  null: boolean;
  dbIndex: boolean;
  dbConstraint: boolean;
  ownColumn: boolean;
  onDelete: 'CASCADE' | 'PROTECT' | 'DO_NOTHING';
}

export interface GeneratedPlan {
  kind: 'GeneratedField';
  stored: boolean;
  unique: boolean;
}

export type FieldPlan = ColumnPlan | RelationPlan | GeneratedPlan;

/** Where a field is: in both projects, as it was or changed, in both under two names, or in one of them. */
export const PRESENCES = ['same', 'same', 'changed', 'changed', 'changed', 'renamed', 'old', 'new'] as const;
export type Presence = (typeof PRESENCES)[number];

export interface FieldSlot {
  presence: Presence;
  before: FieldPlan;
  after: FieldPlan;
}

/** Kinds within a group hold each other's values, so that one can become the other. */
const GROUPS: readonly (readonly string[])[] = [
  [
    'SmallIntegerField',
    'IntegerField',
    'BigIntegerField',
    'PositiveSmallIntegerField',
    'PositiveIntegerField',
    'PositiveBigIntegerField',
    'CharField',
    'TextField',
    'SlugField',
    'DecimalField',
    'FloatField',
  ],
  ['CharField', 'TextField', 'SlugField', 'URLField', 'EmailField', 'FileField'],
  ['BooleanField'],
  ['DateField'],
  ['DateTimeField'],
  ['TimeField'],
  ['DurationField'],
  ['UUIDField'],
  ['JSONField'],
  ['BinaryField'],
  ['GenericIPAddressField'],
];

const rarely = fc.integer({ min: 0, max: 4 }).map((n) => n === 4);

function column(kinds: readonly string[]): fc.Arbitrary<ColumnPlan> {
  return fc.record({
    kind: fc.constantFrom(...kinds),
    null: fc.boolean(),
    default: fc.constantFrom('none', 'none', 'value', 'function', 'database', 'expression'),
    unique: rarely,
    dbIndex: rarely,
    maxLength: fc.constantFrom(8, 20, 60),
    choices: rarely,
    ownColumn: rarely,
    comment: fc.constantFrom(null, null, "a person's word", 'other'),
    collated: rarely,
  });
}

const relation: fc.Arbitrary<RelationPlan> = fc.record({
  kind: fc.constantFrom('ForeignKey', 'ForeignKey', 'OneToOneField', 'ManyToManyField'),
  to: fc.integer({ min: 0, max: 3 }),
  toField: rarely,
  null: fc.boolean(),
  dbIndex: fc.boolean(),
  dbConstraint: rarely.map((no) => !no),
  ownColumn: rarely,
  onDelete: fc.constantFrom('CASCADE', 'PROTECT', 'DO_NOTHING'),
});

const generated: fc.Arbitrary<GeneratedPlan> = fc.record({
  kind: fc.constant('GeneratedField' as const),
  stored: fc.boolean(),
  unique: rarely,
});

const presence = fc.constantFrom(...PRESENCES);

function slot(plan: fc.Arbitrary<FieldPlan>): fc.Arbitrary<FieldSlot> {
  return fc.record({ presence, before: plan, after: plan });
}

/** Small changes are as likely as great ones: an option or two, or everything. */
function columnSlot(kinds: readonly string[]): fc.Arbitrary<FieldSlot> {
  const plan = column(kinds);
  const nudged = fc
    .tuple(plan, plan, fc.subarray(Object.keys(NUDGES) as (keyof ColumnPlan)[], { maxLength: 2 }))
    .map(([before, other, names]) => ({
      before,
      after: { ...before, ...Object.fromEntries(names.map((name) => [name, other[name]])) },
    }));
  const pair = fc.oneof(nudged, fc.record({ before: plan, after: plan }));
  return fc.tuple(presence, pair).map(([where, { before, after }]) => ({ presence: where, before, after }));
}

const NUDGES = {
  kind: 0,
  null: 0,
  default: 0,
  unique: 0,
  dbIndex: 0,
  maxLength: 0,
  ownColumn: 0,
  comment: 0,
  collated: 0,
};

export const fieldSlot: fc.Arbitrary<FieldSlot> = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...GROUPS.slice(0, 2)).chain(columnSlot) },
  { weight: 3, arbitrary: fc.constantFrom(...GROUPS.slice(2)).chain(columnSlot) },
  { weight: 5, arbitrary: slot(relation) },
  { weight: 1, arbitrary: slot(generated) },
);
