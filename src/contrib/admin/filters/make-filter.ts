import type { Field } from '../../../db/models/fields/field.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { fieldAtPath } from '../field-at-path.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { AllValuesFieldListFilter } from './all-values-filter.ts';
import { BooleanFieldListFilter } from './boolean-filter.ts';
import { ChoicesFieldListFilter } from './choices-filter.ts';
import { DateFieldListFilter } from './date-filter.ts';
import type { FieldListFilterClass } from './field-list-filter.ts';
import type { FilterSpec } from './filter-spec.ts';
import type { ListFilter } from './list-filter.ts';
import { RelatedFieldListFilter } from './related-filter.ts';

/** The filter that an entry of `listFilter` stands for. */
export function makeFilter(spec: FilterSpec, request: HttpRequest, admin: ModelAdmin): ListFilter {
  if (typeof spec === 'function') return new spec(request, admin);
  const [path, filterClass] = typeof spec === 'string' ? [spec, undefined] : spec;
  const field = fieldAtPath(admin.model, path);
  return new (filterClass ?? filterFor(field))(field, path, request, admin);
}

/** The usual filter for a kind of field. */
function filterFor(field: Field): FieldListFilterClass {
  if (field.isRelation) return RelatedFieldListFilter;
  const type = field.getInternalType();
  if (type === 'BooleanField') return BooleanFieldListFilter;
  if (field.choices !== null && field.choices !== undefined) return ChoicesFieldListFilter;
  if (type === 'DateField' || type === 'DateTimeField') return DateFieldListFilter;
  return AllValuesFieldListFilter;
}
