import { FieldError } from '../../core/errors/field-error.ts';
import type { SqlFragment } from '../backends/base/fragment.ts';
import { buildTree, solveLookup } from './build-filter.ts';
import type { Compiler } from './compiler.ts';
import { type Condition, ConditionTree, isPair } from './conditions.ts';
import { Expression, type ResolveOptions, type SlotChange } from './expression.ts';
import { checkNames } from './names.ts';
import type { Query } from './query.ts';
import type { FilteredRelationLike } from './tables.ts';

/**
 * A relation under another name and with a condition that stands in its join:
 * `annotate({ recent: FilteredRelation('articles', { condition: Q({ articles__year: 2024 }) }) })`.
 */
export class FilteredRelationExpression extends Expression implements FilteredRelationLike {
  readonly relationName: string;
  /** A Q as the user wrote it. */
  readonly condition: Expression;
  readonly name: string;
  readonly resolvedCondition: Expression | undefined;

  constructor(relationName: string, condition: Expression, name = '', resolved?: Expression) {
    super();
    checkNames('FilteredRelation', [relationName]);
    if (relationName === '') throw new FieldError('FilteredRelation needs the name of a relation.');
    this.relationName = relationName;
    this.condition = condition;
    this.name = name;
    this.resolvedCondition = resolved;
  }

  /** @throws FieldError for a relation name with a lookup, and for conditions on relations behind it */
  check(query: Query): void {
    const { lookupNames, fieldNames } = solveLookup(query, this.relationName);
    if (lookupNames.length > 0) {
      throw new FieldError(
        `FilteredRelation's relationName cannot contain lookups (got '${this.relationName}').`,
      );
    }
    const tree =
      this.condition instanceof ConditionTree ? this.condition : new ConditionTree([this.condition]);
    for (const lookup of lookupsOf(tree)) {
      const depth = solveLookup(query, lookup).fieldNames.length;
      if (lookup.startsWith(`${this.relationName}__`) && depth > fieldNames.length + 1) {
        throw new FieldError(
          `FilteredRelation's condition doesn't support nested relations deeper than the relationName (got '${lookup}' for '${this.relationName}').`,
        );
      }
    }
  }

  named(name: string): FilteredRelationExpression {
    return new FilteredRelationExpression(this.relationName, this.condition, name, this.resolvedCondition);
  }

  /** Build the condition with joins that start at the relation's own alias. */
  override resolveExpression(query: Query, options: ResolveOptions = {}): FilteredRelationExpression {
    const resolved = this.#resolveCondition(query, options);
    return new FilteredRelationExpression(this.relationName, this.condition, this.name, resolved);
  }

  /** Names in the condition start at the model; those that lead through the relation use its own join. */
  #resolveCondition(query: Query, { reuse }: ResolveOptions): Expression {
    const tree =
      this.condition instanceof ConditionTree ? this.condition : new ConditionTree([this.condition]);
    const [clause] = buildTree(query, renamed(tree, this.relationName, this.name), {
      reuse,
      splitSubqueries: false,
      updateJoinTypes: false,
    });
    return clause;
  }

  override relabeled(aliases: ReadonlyMap<string, string>): FilteredRelationExpression {
    const { relationName, condition, name, resolvedCondition } = this;
    const renamed = aliases.get(name) ?? name;
    return new FilteredRelationExpression(
      relationName,
      condition,
      renamed,
      resolvedCondition?.relabeled(aliases),
    );
  }

  override mapSlots(change: SlotChange): FilteredRelationExpression {
    const { relationName, condition, name, resolvedCondition } = this;
    return new FilteredRelationExpression(relationName, condition, name, resolvedCondition?.mapSlots(change));
  }

  override toSql(_compiler: Compiler): SqlFragment {
    throw new FieldError(
      `The FilteredRelation '${this.name}' is no value.`,
      'Name a field of it: `recent__title`.',
    );
  }
}

/** `articles__year` with the relation `articles` named `recent` is `recent__year`. */
function renamed(tree: ConditionTree, relation: string, name: string): ConditionTree {
  const rename = (child: Condition): Condition => {
    if (child instanceof ConditionTree) return renamed(child, relation, name);
    if (!isPair(child)) return child;
    const [lookup, value] = child;
    if (lookup === relation) return [name, value];
    return lookup.startsWith(`${relation}__`) ? [`${name}${lookup.slice(relation.length)}`, value] : child;
  };
  return new ConditionTree(tree.children.map(rename), tree.connector, tree.negated);
}

function lookupsOf(tree: ConditionTree): string[] {
  return tree.children.flatMap((child) => {
    if (child instanceof ConditionTree) return lookupsOf(child);
    return isPair(child) ? [child[0]] : [];
  });
}
