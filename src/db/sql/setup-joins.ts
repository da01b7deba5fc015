import { FieldError } from '../../core/errors/field-error.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { ModelClass } from '../models/model.ts';
import { addJoin, dropReference } from './aliases.ts';
import { Col } from './col.ts';
import { columnsOf, isCompositeField } from './composite.ts';
import type { Expression } from './expression.ts';
import { lookups } from './expression.ts';
import { namesToPath, quoted } from './names-to-path.ts';
import type { PathInfo } from './path-info.ts';
import type { Query } from './query.ts';
import { INNER, Join } from './tables.ts';

export interface JoinInfo {
  readonly finalField: Field | Relation;
  readonly targets: readonly Field[];
  readonly model: ModelClass;
  readonly joins: readonly string[];
  readonly path: readonly PathInfo[];
  /** Make the column, with the transforms that the names asked for. */
  transform(field: Field, alias: string): Expression;
}

export interface JoinOptions {
  readonly reuse?: ReadonlySet<string> | undefined;
  readonly allowMany?: boolean;
}

/** Join what a path of names needs. What follows the last field in `names` has to be transforms. */
export function setupJoins(
  query: Query,
  names: readonly string[],
  model: ModelClass,
  alias: string,
  options: JoinOptions = {},
): JoinInfo {
  const { path, finalField, targets, transforms } = splitTransforms(
    query,
    names,
    model,
    options.allowMany ?? true,
  );
  const joins = [alias];
  let current = alias;
  let reached = model;
  for (const step of path) {
    reached = step.to;
    const tableName = reached._meta.dbTable;
    const filtered = step.filteredRelation;
    const join = new Join({
      tableName,
      parentAlias: current,
      alias: filtered?.name ?? '',
      joinType: INNER,
      source: step.join,
      nullable: step.direct ? isNullable(step.followed as Field) : true,
      filteredRelation: filtered,
    });
    current = addJoin(query, join, step.m2m ? options.reuse : undefined);
    joins.push(current);
  }
  return {
    finalField,
    targets,
    model: reached,
    joins,
    path,
    transform: (field, tableAlias) => {
      let column: Expression = new Col(tableAlias, field, plainOutput(field));
      for (const name of transforms) column = applyTransform(column, name);
      return column;
    },
  };
}

/** What a key that points at something holds: the type of the field at the end. */
export function plainOutput(field: Field): Field {
  let type = field;
  while ('targetField' in type && !type.manyToMany) type = type.targetField as Field;
  return type;
}

interface SplitPath {
  readonly path: readonly PathInfo[];
  readonly finalField: Field | Relation;
  readonly targets: readonly Field[];
  readonly transforms: readonly string[];
}

/** As many names as possible are fields; the first failure is the one to tell. */
function splitTransforms(
  query: Query,
  names: readonly string[],
  model: ModelClass,
  allowMany: boolean,
): SplitPath {
  let failure: unknown;
  for (let pivot = names.length; pivot > 0; pivot--) {
    try {
      const found = namesToPath(query, names.slice(0, pivot), model, { allowMany, failOnMissing: true });
      const transforms = names.slice(pivot);
      if (transforms.length > 0 && failure !== undefined) checkTransform(found, transforms[0]!, failure);
      return { ...found, transforms };
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      if (pivot === 1) throw error;
      failure = error;
    }
  }
  throw failure;
}

/** The error about the name reads better than one about a transform that nobody meant. A relation from elsewhere has the transforms of the key. */
function checkTransform(
  { finalField, targets }: Omit<SplitPath, 'transforms'>,
  name: string,
  failure: unknown,
): void {
  const field = 'attname' in finalField ? finalField : targets[0];
  if (field === undefined || plainOutput(field).getTransform(name) === undefined) throw failure;
}

/** @throws FieldError with the lookups that there are */
export function applyTransform(lhs: Expression, name: string, following: readonly string[] = []): Expression {
  const Transform = lhs.getTransform(name);
  if (Transform !== undefined) return new Transform(lhs);
  const field = lhs.outputField;
  const permitted = following.length > 0 ? ' or join on the field not permitted' : '';
  throw new FieldError(
    `Unsupported lookup ${quoted(name)} for ${field.constructor.name}${permitted}.`,
    choicesHint(name, lookups.names(field)),
  );
}

export interface Trimmed {
  readonly targets: readonly Field[];
  readonly alias: string;
  readonly joins: readonly string[];
}

/** Leave out joins whose only use is a column that the table before has too: `author__id` is `author_id`. */
export function trimJoins(query: Query, info: JoinInfo): Trimmed {
  const joins = [...info.joins];
  let { targets } = info;
  for (let i = info.path.length - 1; i >= 0; i--) {
    const step = info.path[i]!;
    if (joins.length === 1 || !step.direct || step.filteredRelation !== undefined) break;
    const near = new Map(step.join.columns.map(([local, foreign]) => [foreign.column, local]));
    const replaced = targets.map((target) =>
      isCompositeField(target) ? nearGroup(step.followed, target) : near.get(target.column),
    );
    if (replaced.includes(undefined)) break;
    targets = replaced as Field[];
    dropReference(query, joins.pop()!);
  }
  return { targets, alias: joins[joins.length - 1]!, joins };
}

/** A relation over several columns has all of those that it points at. */
function nearGroup(followed: Field | Relation, target: Field): Field | undefined {
  return 'targetField' in followed && followed.targetField === target ? (followed as Field) : undefined;
}

/** Whether a column may hold NULL, as far as conditions on it are concerned. */
export function isNullable(field: Field): boolean {
  return columnsOf(field).some((column) => column.null);
}
