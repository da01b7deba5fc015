import type { HttpRequest } from '../../http/request.ts';
import { modelUrl } from './admin-url.ts';
import { CHANGELIST_FILTERS_VAR, POPUP_VAR, TO_FIELD_VAR } from './change-list/parameters.ts';
import type { ModelAdmin } from './model-admin.ts';

/** `?_changelist_filters=q%3Dtea`: what the list showed, carried along to be shown again; `''` for nothing. */
export function preservedFilters(admin: ModelAdmin, request: HttpRequest): string {
  const params = new URLSearchParams();
  if (admin.preserveFilters) {
    const list = modelUrl(admin.adminSite.name, admin.opts, 'changelist');
    const filters = request.path === list ? request.queryString : request.GET.get(CHANGELIST_FILTERS_VAR);
    if (filters) params.set(CHANGELIST_FILTERS_VAR, filters);
  }
  for (const name of [POPUP_VAR, TO_FIELD_VAR]) {
    const value = request.GET.get(name) ?? request.POST.get(name);
    if (value !== undefined && value !== null) params.set(name, value);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

/** The address of the list with what it showed before. */
export function listUrl(admin: ModelAdmin, request: HttpRequest): string {
  const filters = admin.preserveFilters ? request.GET.get(CHANGELIST_FILTERS_VAR) : undefined;
  return modelUrl(admin.adminSite.name, admin.opts, 'changelist') + (filters ? `?${filters}` : '');
}
