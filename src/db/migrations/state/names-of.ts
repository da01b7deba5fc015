import { isExpression } from '../../models/expressions/combinable.ts';
import { F } from '../../models/expressions/f.ts';
import { RawSQL } from '../../models/expressions/raw-sql.ts';
import { isClassOf } from '../../models/expressions/written-functions.ts';
import { ConditionTree } from '../../sql/conditions.ts';
import type { NamedSchemaObject } from './model-options.ts';

interface Parts {
  readonly fields?: readonly string[];
  readonly include?: readonly string[];
  readonly expressions?: readonly unknown[];
  readonly condition?: unknown;
}

/** The fields that an index or a constraint goes by, as it names them: in its lists, expressions and conditions, but for values. */
export function namesOf(item: NamedSchemaObject): ReadonlySet<string> {
  const { fields = [], include = [], expressions = [], condition } = item as Parts;
  const found = new Set([...fields, ...include].map((name) => name.replace(/^-/, '')));
  for (const expression of expressions) collect(expression, found);
  collect(condition, found);
  return found;
}

/** A text is a name: those that are values stand in conditions, beside a lookup, or in Value. */
function collect(part: unknown, found: Set<string>): void {
  if (typeof part === 'string') found.add(firstName(part.replace(/^-/, '')));
  else if (Array.isArray(part)) for (const one of part) collect(one, found);
  else if (part instanceof ConditionTree) {
    for (const child of part.children) {
      if (!Array.isArray(child)) collect(child, found);
      else {
        const [lookup, value] = child as readonly [string, unknown];
        found.add(firstName(lookup));
        collectFromValue(value, found);
      }
    }
  } else if (isExpression(part)) collectFromExpression(part, found);
}

function collectFromValue(value: unknown, found: Set<string>): void {
  if (Array.isArray(value)) for (const one of value) collectFromValue(one, found);
  else if (isExpression(value)) collect(value, found);
}

function collectFromExpression(expression: object, found: Set<string>): void {
  if (isClassOf(F, expression)) found.add(firstName((expression as { name: string }).name));
  else if (isClassOf(RawSQL, expression)) collectFromSql((expression as { sql: string }).sql, found);
  else collect((expression as { sources: readonly unknown[] }).sources, found);
}

/** Each word outside of texts may be a column. */
function collectFromSql(sql: string, found: Set<string>): void {
  for (const word of sql.replace(/'(?:[^']|'')*'/g, '').match(/\w+/g) ?? []) found.add(word);
}

function firstName(path: string): string {
  return path.split('__', 1)[0]!;
}
