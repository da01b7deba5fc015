import { FieldError } from '../../core/errors/field-error.ts';
import { NotSupportedError } from '../errors.ts';
import type { Field } from '../models/fields/field.ts';
import { demoteJoins, initialAlias } from './aliases.ts';
import { checkRelatedValue } from './check-related.ts';
import { Col, Ref } from './col.ts';
import { type Condition, ConditionTree, isPair, type Pair } from './conditions.ts';
import { type Expression, isExpression, type LookupLike } from './expression.ts';
import { JoinPromoter } from './join-promoter.ts';
import { LOOKUP_SEP } from './names.ts';
import { MultiJoin, namesToPath, quoted } from './names-to-path.ts';
import type { Query } from './query.ts';
import { RelatedCol } from './related-col.ts';
import { applyTransform, isNullable, setupJoins, trimJoins } from './setup-joins.ts';
import { sampleOf } from './slot.ts';
import { splitExclude } from './split-exclude.ts';
import { INNER, LOUTER } from './tables.ts';
import { AND, type Connector, WhereNode } from './where-node.ts';

export interface FilterOptions {
  /** Whether an ancestor of the condition is negated. */
  readonly branchNegated?: boolean;
  /** Whether the condition itself comes out negated. */
  readonly currentNegated?: boolean;
  /** Aliases whose joins may be used again; those that were used are added. Any may be when undefined. */
  readonly reuse?: Set<string> | undefined;
  readonly allowJoins?: boolean;
  /** Whether a negated condition over a many-valued relation becomes a subquery. */
  readonly splitSubqueries?: boolean;
  readonly summarize?: boolean;
  readonly updateJoinTypes?: boolean;
}

/** What a part of this module that lives in a file of its own needs of it. */
export interface FilterBuilder {
  readonly addConditions: typeof addConditions;
  readonly buildFilter: typeof buildFilter;
  readonly buildLookup: typeof buildLookup;
}

type Built = readonly [clause: WhereNode, neededInner: Iterable<string>];

/** Add conditions to a query's WHERE. */
export function addConditions(query: Query, conditions: ConditionTree, reuseAll = false): void {
  const inner = [...query.aliases].filter(([, table]) => table.joinType === INNER).map(([alias]) => alias);
  const reuse = reuseAll ? new Set(query.aliases.keys()) : query.usedAliases;
  const [clause] = buildTree(query, conditions, { reuse });
  if (!clause.isEmpty) query.where.add(clause, AND);
  demoteJoins(query, inner);
}

/** Resolve the names in conditions and join what they need. */
export function buildTree(query: Query, tree: ConditionTree, options: FilterOptions): Built {
  const currentNegated = (options.currentNegated ?? false) !== tree.negated;
  const branchNegated = (options.branchNegated ?? false) || tree.negated;
  const target = new WhereNode([], tree.connector, tree.negated);
  const promoter = new JoinPromoter(tree.connector, tree.children.length, currentNegated);
  const nested = { ...options, currentNegated, branchNegated };
  for (const child of tree.children) {
    const [clause, needed] = buildFilter(query, child, nested);
    promoter.addVotes(needed);
    if (!clause.isEmpty) addTo(target, clause, tree.connector);
  }
  const needed = (options.updateJoinTypes ?? true) ? promoter.updateJoinTypes(query) : new Set<string>();
  return [target, needed];
}

/** The node keeps its own negation while conditions go in. */
function addTo(target: WhereNode, clause: WhereNode, connector: Connector): void {
  const flat = !clause.negated && (clause.connector === connector || clause.children.length === 1);
  if (flat) target.children.push(...clause.children);
  else target.children.push(clause);
}

export function buildFilter(query: Query, condition: Condition, options: FilterOptions): Built {
  if (condition instanceof ConditionTree) return buildTree(query, condition, options);
  if (!isPair(condition)) return buildExpression(query, condition, options);
  return buildPair(query, condition, options);
}

function buildExpression(query: Query, expression: Expression, options: FilterOptions): Built {
  if (!isExpression(expression))
    throw new FieldError('A condition has to be an object of lookups, a Q or an expression.');
  const { allowJoins = true, reuse, summarize = false } = options;
  const resolved = expression.resolveExpression(query, { allowJoins, reuse, summarize });
  if (!resolved.conditional) {
    throw new FieldError(
      'Cannot filter against a non-conditional expression.',
      'Compare it: annotate it under a name and filter by that.',
    );
  }
  const clause =
    isLookup(resolved) || resolved instanceof WhereNode || isPredicate(resolved)
      ? resolved
      : buildLookup(['exact'], resolved, true);
  return [new WhereNode([clause]), []];
}

function isPredicate(expression: Expression): boolean {
  return 'isPredicate' in expression;
}

function buildPair(query: Query, pair: Pair, options: FilterOptions): Built {
  const {
    branchNegated = false,
    currentNegated = false,
    reuse,
    allowJoins = true,
    summarize = false,
  } = options;
  const [name, given] = pair;
  const { lookupNames, fieldNames, annotation } = solveLookup(query, name, summarize);
  if (annotation !== undefined) checkFilterable(annotation);
  if (!allowJoins && fieldNames.length > 1)
    throw new FieldError('Joined field references are not permitted in this query.');
  const before = new Map(query.refCounts);
  const value = resolveValue(query, given, { allowJoins, reuse, summarize });
  const used = new Set(
    [...query.refCounts].filter(([alias, n]) => n > (before.get(alias) ?? 0)).map(([alias]) => alias),
  );
  if (isExpression(value)) checkFilterable(value);
  if (annotation !== undefined) return [new WhereNode([buildLookup(lookupNames, annotation, value)]), []];

  const alias = initialAlias(query);
  const allowMany = !branchNegated || options.splitSubqueries === false;
  let info: ReturnType<typeof setupJoins>;
  try {
    info = setupJoins(query, fieldNames, query.model, alias, { reuse, allowMany });
  } catch (error) {
    if (!(error instanceof MultiJoin)) throw error;
    return splitExclude(query, pair, reuse, error.named, builder);
  }
  query.lookupJoins = info.joins;
  checkRelatedValue(info.finalField, sampleOf(value), info.model, name);
  for (const join of info.joins) used.add(join);
  const trimmed = trimJoins(query, info);
  for (const join of trimmed.joins) reuse?.add(join);
  const target = trimmed.targets[0]!;
  const column = info.finalField.isRelation
    ? new RelatedCol(trimmed.alias, target, info.finalField, info.targets)
    : new Col(trimmed.alias, target, info.finalField as Field);
  const condition = buildLookup(lookupNames, column, value);
  const clause = new WhereNode([condition]);
  const isNull = condition.lookupName === 'isnull';
  let outer = isNull && condition.rhs === true && !currentNegated;
  if (currentNegated && (!isNull || condition.rhs === false) && condition.rhs !== null) {
    outer = true;
    if (!isNull) {
      const last = query.aliases.get(trimmed.joins[trimmed.joins.length - 1]!);
      if (isNullable(target) || last?.joinType === LOUTER) {
        clause.add(buildLookup(['isnull'], new Col(trimmed.alias, target, info.targets[0]), false), AND);
      }
      if (value instanceof Col && isNullable(value.target))
        clause.add(buildLookup(['isnull'], value, false), AND);
    }
  }
  return [clause, outer ? [] : used];
}

export interface SolvedLookup {
  readonly lookupNames: readonly string[];
  readonly fieldNames: readonly string[];
  readonly annotation: Expression | undefined;
}

/** Which part of a lookup are fields, and which a transform or lookup; or that it starts with an annotation. */
export function solveLookup(query: Query, name: string, summarize = false): SolvedLookup {
  const parts = name.split(LOOKUP_SEP);
  if (query.annotations.size > 0) {
    const found = annotationOf(query, parts, summarize);
    if (found !== undefined) return found;
  }
  const { rest } = namesToPath(query, parts, query.model);
  const fieldNames = parts.slice(0, parts.length - rest.length);
  if (rest.length > 1 && fieldNames.length === 0) {
    throw new FieldError(
      `Invalid lookup ${quoted(rest.join(LOOKUP_SEP))} for model ${query.model._meta.objectName}.`,
    );
  }
  return { lookupNames: rest, fieldNames, annotation: undefined };
}

/** The longest part of the name that is an annotation's. */
function annotationOf(query: Query, parts: readonly string[], summarize: boolean): SolvedLookup | undefined {
  for (let end = parts.length; end > 0; end--) {
    const name = parts.slice(0, end).join(LOOKUP_SEP);
    const annotation = query.annotations.get(name);
    if (annotation === undefined) continue;
    const shown = summarize ? new Ref(name, annotation) : annotation;
    return { lookupNames: parts.slice(end), fieldNames: [], annotation: shown };
  }
  return undefined;
}

function resolveValue(query: Query, value: unknown, options: FilterOptions): unknown {
  if (isExpression(value)) {
    const resolved = value.resolveExpression(query, options);
    return resolved;
  }
  if (Array.isArray(value)) {
    const items = value as unknown[];
    return items.some(isExpression) ? items.map((item) => resolveValue(query, item, options)) : value;
  }
  return value;
}

function checkFilterable(expression: Expression): void {
  if (!expression.filterable) {
    throw new NotSupportedError(`${expression.constructor.name} is disallowed in the filter clause.`);
  }
  for (const source of expression.sources) if (source !== undefined) checkFilterable(source);
}

/** Apply transforms, then the lookup; `exact` when none is named. NULL on the right side of `exact` is `isnull`. */
export function buildLookup(
  names: readonly string[],
  lhs: Expression,
  rhs: unknown,
): Expression & LookupLike {
  const transforms = names.slice(0, -1);
  let lookupName = names[names.length - 1] ?? 'exact';
  let left = lhs;
  for (const name of transforms) left = transformed(left, name, names);
  let Lookup = left.getLookup(lookupName);
  if (Lookup === undefined) {
    left = transformed(left, lookupName, []);
    lookupName = 'exact';
    Lookup = left.getLookup('exact');
  }
  if (Lookup === undefined) throw new FieldError(`There is no lookup for ${left.constructor.name}.`);
  const lookup = new Lookup(left, rhs);
  if (lookup.rhs !== null || 'canUseNull' in lookup) return lookup;
  if (lookupName !== 'exact' && lookupName !== 'iexact') {
    throw new FieldError(`Cannot use null as a query value of '${lookupName}'.`, "Use the lookup 'isnull'.");
  }
  return buildLookup(['isnull'], left, true);
}

function transformed(lhs: Expression, name: string, following: readonly string[]): Expression {
  if (lhs instanceof RelatedCol && lhs.getTransform(name) === undefined) {
    throw new FieldError(
      `Related Field got invalid lookup: ${quoted(name)}.`,
      'It has: exact, in, gt, gte, lt, lte, isnull.',
    );
  }
  return applyTransform(lhs, name, following);
}

export function isLookup(expression: Expression): expression is Expression & LookupLike {
  return 'lookupName' in expression;
}

const builder: FilterBuilder = { addConditions, buildFilter, buildLookup };
