import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { type FilterParams, ListFilter } from './list-filter.ts';

export type FieldListFilterClass = new (
  field: Field,
  path: string,
  request: HttpRequest,
  modelAdmin: ModelAdmin,
) => FieldListFilter;

/** A filter by a field. The address carries lookups, as in Django: `?created_at__gte=2026-01-01`. */
export abstract class FieldListFilter extends ListFilter {
  readonly field: Field;
  readonly path: string;
  /** The lookups that were given, by parameter. */
  protected readonly used = new Map<string, string[]>();

  constructor(field: Field, path: string, request: HttpRequest, modelAdmin: ModelAdmin) {
    super(request, modelAdmin);
    this.field = field;
    this.path = path;
    this.title = String(field.verboseName);
  }

  /** Names of parameters that are meant for this filter. */
  abstract expectedParameters(): readonly string[];

  override take(params: FilterParams): void {
    for (const name of this.expectedParameters()) {
      const values = params.get(name);
      if (values === undefined) continue;
      this.used.set(name, values);
      params.delete(name);
    }
  }

  override hasOutput(): boolean {
    return true;
  }

  override get isActive(): boolean {
    return this.used.size > 0;
  }

  protected usedValue(name: string): string | undefined {
    return this.used.get(name)?.at(-1);
  }

  override queryset(_request: HttpRequest, queryset: QuerySet<AnyModel>): QuerySet<AnyModel> {
    const conditions = [...this.used].map(([name, values]) => [name, lookupValue(name, values.at(-1)!)]);
    return queryset.filter(Object.fromEntries(conditions) as never);
  }
}

/** The value of a parameter: several of `__in`, yes or no of `__isnull`. */
export function lookupValue(name: string, value: string): unknown {
  if (name.endsWith('__in')) return value.split(',');
  if (name.endsWith('__isnull')) return !['', 'false', '0'].includes(value.toLowerCase());
  return value;
}
