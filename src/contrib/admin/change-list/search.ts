import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel, ModelClass } from '../../../db/models/model.ts';
import { Q } from '../../../db/models/q.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import { smartSplit } from '../../../utils/smart-split.ts';
import { unescapeStringLiteral } from '../../../utils/unescape-string-literal.ts';
import { relatedModel } from '../field-at-path.ts';

export interface SearchResult<M extends AnyModel> {
  queryset: QuerySet<M>;
  /** Whether a row may come more than once, because a relation to many was searched. */
  mayHaveDuplicates: boolean;
}

const PREFIXES: Readonly<Record<string, string>> = { '^': 'istartswith', '=': 'iexact', '@': 'search' };

/** Keep the rows in which every word is found in one of the fields; words in quotes belong together. */
export function search<M extends AnyModel>(
  queryset: QuerySet<M>,
  model: ModelClass<M>,
  searchFields: readonly string[],
  term: string,
): SearchResult<M> {
  if (searchFields.length === 0 || term.trim() === '') return { queryset, mayHaveDuplicates: false };
  const lookups = searchFields.map((field) => lookupOf(model, field));
  let condition = new Q();
  for (const word of words(term)) {
    const anywhere = lookups
      .map((lookup) => new Q({ [lookup]: word }))
      .reduce((either, one) => either.or(one));
    condition = condition.and(anywhere);
  }
  const mayHaveDuplicates = searchFields.some((field) => leadsToMany(model, field));
  return { queryset: queryset.filter(condition as never), mayHaveDuplicates };
}

/** `^title` is `title__istartswith`, `title` is `title__icontains`, and `title__exact` stays. */
function lookupOf(model: ModelClass, searchField: string): string {
  const prefix = PREFIXES[searchField[0] ?? ''];
  if (prefix !== undefined) return `${searchField.slice(1)}__${prefix}`;
  return endsInLookup(model, searchField) ? searchField : `${searchField}__icontains`;
}

/** Whether the last part of a path is no field but a lookup of one. */
function endsInLookup(model: ModelClass, path: string): boolean {
  let current: ModelClass | undefined = model;
  for (const name of path.split('__')) {
    const field: Field | undefined = current === undefined ? undefined : fieldNamed(current, name);
    if (field === undefined) return true;
    current = field.isRelation ? relatedModel(field) : undefined;
  }
  return false;
}

function leadsToMany(model: ModelClass, searchField: string): boolean {
  let current: ModelClass | undefined = model;
  for (const name of searchField.replace(/^[\^=@]/, '').split('__')) {
    const field: Field | undefined = current === undefined ? undefined : fieldNamed(current, name);
    if (field === undefined) return false;
    if (field.manyToMany || field.oneToMany) return true;
    current = field.isRelation ? relatedModel(field) : undefined;
  }
  return false;
}

function fieldNamed(model: ModelClass, name: string): Field | undefined {
  if (name === 'pk') return model._meta.pk;
  return model._meta.fieldsMap.get(name) as Field | undefined;
}

function words(term: string): string[] {
  return [...smartSplit(term)].map((word) =>
    /^(["']).*\1$/s.test(word) && word.length > 1 ? unescapeStringLiteral(word) : word,
  );
}
