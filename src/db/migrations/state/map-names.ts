import { isExpression } from '../../models/expressions/combinable.ts';
import { F } from '../../models/expressions/f.ts';
import { RawSQL } from '../../models/expressions/raw-sql.ts';
import { isClassOf } from '../../models/expressions/written-functions.ts';
import { Q } from '../../models/q.ts';
import { type Condition, ConditionTree, isPair } from '../../sql/conditions.ts';
import type { Expression } from '../../sql/expression.ts';

export interface NameChange {
  /** What a field is called from now on. */
  name: (name: string) => string;
  /** Hears of SQL of a person's own, which stays as it is. */
  sql?: (sql: string) => void;
}

/**
 * A condition, an expression or a list of them by other names of fields, which are the first of each path: `author` of
 * `author__name`. A bare text is a name; those that are values stand beside a lookup, or in Value.
 * @returns the same object where no name changed
 */
export function mapNames(part: unknown, change: NameChange): unknown {
  if (typeof part === 'string') return mapPath(part, change);
  if (Array.isArray(part)) return mapList(part as readonly unknown[], (one) => mapNames(one, change));
  if (part instanceof ConditionTree) return mapTree(part, change);
  return isExpression(part) ? mapExpression(part, change) : part;
}

/** `'author__name'`, or `'-author'` of an index. */
function mapPath(path: string, change: NameChange): string {
  const [, sign, name, rest] = /^(-?)(.*?)((?:__.*)?)$/s.exec(path)!;
  return `${sign}${change.name(name!)}${rest}`;
}

function mapTree(tree: ConditionTree, change: NameChange): ConditionTree {
  const children = mapList(tree.children, (child) => mapCondition(child, change));
  if (children === tree.children) return tree;
  const changed = new ConditionTree(children, tree.connector, tree.negated);
  return tree instanceof Q ? new Q(changed) : changed;
}

function mapCondition(condition: Condition, change: NameChange): Condition {
  if (!isPair(condition)) return mapNames(condition, change) as Condition;
  const [lookup, value] = condition;
  const mapped = [mapPath(lookup, change), mapValue(value, change)] as const;
  return mapped[0] === lookup && mapped[1] === value ? condition : mapped;
}

function mapValue(value: unknown, change: NameChange): unknown {
  if (Array.isArray(value)) return mapList(value as readonly unknown[], (one) => mapValue(one, change));
  return isExpression(value) ? mapNames(value, change) : value;
}

function mapExpression(expression: Expression, change: NameChange): Expression {
  if (isClassOf(F, expression)) {
    const { name } = expression as F;
    const mapped = mapPath(name, change);
    return mapped === name ? expression : new F(mapped);
  }
  if (isClassOf(RawSQL, expression)) {
    change.sql?.((expression as RawSQL).sql);
    return expression;
  }
  return expression.mapSources((source) => mapNames(source, change) as Expression);
}

function mapList<T>(list: readonly T[], map: (item: T) => T): readonly T[] {
  const mapped = list.map(map);
  return mapped.every((item, i) => item === list[i]) ? list : mapped;
}
