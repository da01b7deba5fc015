import { FieldError } from '../../core/errors/field-error.ts';
import { initialAlias } from './aliases.ts';
import { Col, Ref } from './col.ts';
import type { Expression, ResolveOptions } from './expression.ts';
import { LOOKUP_SEP } from './names.ts';
import { checkDepth } from './names-to-path.ts';
import type { Query } from './query.ts';
import { applyTransform, setupJoins, trimJoins } from './setup-joins.ts';

/** What `F('author__name')` stands for in a query: a column, joined where need be, or an annotation. */
export function resolveRef(query: Query, name: string, options: ResolveOptions = {}): Expression {
  const { allowJoins = true, summarize = false, reuse } = options;
  const whole = query.annotations.get(name);
  if (whole !== undefined) {
    if (!allowJoins && isJoined(query, whole)) throw joinedReference();
    if (!summarize) return whole;
    const selected = query.annotationSelect.get(name);
    if (selected === undefined) {
      throw new FieldError(`Cannot aggregate over the '${name}' alias.`, 'Use annotate() to promote it.');
    }
    return new Ref(name, selected);
  }
  const parts = name.split(LOOKUP_SEP);
  checkDepth(parts);
  const first = query.annotations.get(parts[0]!);
  if (first !== undefined)
    return parts.slice(1).reduce((column, part) => applyTransform(column, part), first);
  const info = setupJoins(query, parts, query.model, initialAlias(query), { reuse });
  const { targets, alias, joins } = trimJoins(query, info);
  if (!allowJoins && joins.length > 1) throw joinedReference();
  if (targets.length > 1) {
    throw new FieldError("Referencing multicolumn fields with F() objects isn't supported.");
  }
  for (const join of joins) reuse?.add(join);
  return info.transform(targets[0]!, alias);
}

/** Whether a value is read from a table that is joined to the query's own. */
function isJoined(query: Query, expression: Expression): boolean {
  if (expression instanceof Col) return query.aliases.get(expression.alias)?.parentAlias !== undefined;
  return expression.sources.some((source) => source !== undefined && isJoined(query, source));
}

function joinedReference(): FieldError {
  return new FieldError(
    'Joined field references are not permitted in this query.',
    "Use a Subquery for values of another model's rows.",
  );
}
