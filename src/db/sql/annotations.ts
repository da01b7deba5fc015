import { FieldError } from '../../core/errors/field-error.ts';
import { NotSupportedError } from '../errors.ts';
import type { Expression } from './expression.ts';
import { FilteredRelationExpression } from './filtered-relation.ts';
import { checkAlias } from './names.ts';
import type { Query } from './query.ts';
import { setGroupBy } from './values.ts';

/**
 * Give expressions names, in order, so that later ones can use earlier ones.
 * @param select false for `alias()`: the name can be used, but isn't in the result
 */
export function addAnnotations(
  query: Query,
  annotations: ReadonlyMap<string, Expression>,
  { select, isValues }: { select: boolean; isValues: boolean },
): void {
  for (const [name, annotation] of annotations) {
    checkAlias(name);
    if (annotation instanceof FilteredRelationExpression) {
      annotation.check(query);
      query.filteredRelations.set(name, annotation.named(name));
      continue;
    }
    addAnnotation(query, name, annotation, select);
  }
  for (const name of annotations.keys()) {
    const added = query.annotations.get(name);
    if (added === undefined || !added.containsAggregate) continue;
    if (isValues) setGroupBy(query, { allowAliases: true });
    else query.groupBy = true;
    break;
  }
}

function addAnnotation(query: Query, name: string, annotation: Expression, select: boolean): void {
  const resolved = annotation.resolveExpression(query, { allowJoins: true });
  const mask = query.annotationMask ?? new Set(query.annotations.keys());
  if (select) {
    if (query.annotationMask !== undefined) query.annotationMask = new Set([...mask, name]);
  } else {
    query.annotationMask = new Set([...mask].filter((known) => known !== name));
  }
  query.annotations.set(name, resolved);
  if (!select || query.selected === undefined) return;
  query.selected = new Map([...query.selected, [name, name]]);
}

/** @throws FieldError when a name belongs to a field of the model, or of the values that are selected */
export function checkAnnotationNames(query: Query, names: Iterable<string>): void {
  const { meta, selected } = query;
  for (const name of names) {
    const taken =
      selected === undefined ? meta.fieldsMap.has(name) : selected.has(name) && meta.fieldsMap.has(name);
    if (!taken) continue;
    throw new FieldError(
      `The annotation '${name}' conflicts with a field on the model.`,
      `Give it another name than a field of ${meta.objectName}.`,
    );
  }
}

/** @throws NotSupportedError for a method that a union and the like cannot have */
export function checkNotCombined(query: Query, method: string): void {
  if (query.combinator === undefined) return;
  throw new NotSupportedError(`Calling QuerySet.${method}() after ${query.combinator}() is not supported.`);
}
