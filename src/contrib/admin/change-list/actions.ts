import { interpolate } from '../../../core/errors/validation-error.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { camelToSpaces, capfirst } from '../../../utils/case.ts';
import { type Action, actionOptions } from '../annotations.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { deleteSelected } from '../views/delete-selected.ts';
import { POPUP_VAR } from './parameters.ts';

/** An entry of the menu above the list. */
export interface NamedAction {
  readonly name: string;
  readonly description: string;
  run(request: HttpRequest, rows: QuerySet<AnyModel>): ReturnType<Action>;
}

/** What the user may do with chosen rows: "delete selected", and the actions of the class. */
export async function availableActions(
  admin: ModelAdmin,
  request: HttpRequest,
): Promise<Map<string, NamedAction>> {
  const actions = new Map<string, NamedAction>();
  if (admin.actions === null || request.GET.has(POPUP_VAR)) return actions;
  if (await admin.hasDeletePermission(request)) {
    actions.set('delete_selected', {
      name: 'delete_selected',
      description: `Delete selected ${admin.opts.verboseNamePlural}`,
      run: (currentRequest, rows) => deleteSelected(admin, currentRequest, rows),
    });
  }
  for (const given of admin.actions as readonly unknown[]) {
    const named = namedAction(admin, given);
    if (await isAllowed(admin, request, named.permissions)) actions.set(named.name, named);
  }
  return actions;
}

function namedAction(admin: ModelAdmin, given: unknown): NamedAction & { permissions: readonly string[] } {
  const method = typeof given === 'string' ? (admin as unknown as Record<string, unknown>)[given] : given;
  const run = method as (request: HttpRequest, rows: QuerySet<AnyModel>) => HttpResponseBase | undefined;
  const name = typeof given === 'string' ? given : run.name;
  const { description, permissions = [] } = actionOptions(run);
  return {
    name,
    description: interpolate(description ?? capfirst(camelToSpaces(name)), {
      verbose_name: admin.opts.verboseName,
      verbose_name_plural: admin.opts.verboseNamePlural,
    }),
    permissions,
    run: (request, rows) => Reflect.apply(run, admin, [request, rows]),
  };
}

/** `'change'` asks `hasChangePermission()`. One of several is enough. */
async function isAllowed(
  admin: ModelAdmin,
  request: HttpRequest,
  permissions: readonly string[],
): Promise<boolean> {
  if (permissions.length === 0) return true;
  for (const permission of permissions) {
    const method = (admin as unknown as Record<string, unknown>)[`has${capfirst(permission)}Permission`];
    if (typeof method === 'function' && (await Reflect.apply(method, admin, [request]))) return true;
  }
  return false;
}
