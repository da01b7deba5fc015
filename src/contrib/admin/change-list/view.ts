import { FieldError } from '../../../core/errors/field-error.ts';
import { PermissionDenied } from '../../../core/errors/requests.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { HttpResponseBase } from '../../../http/response-base.ts';
import { capfirst } from '../../../utils/case.ts';
import { WARNING } from '../../messages/levels.ts';
import { modelUrl } from '../admin-url.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { modelContext, templatesFor } from '../model-context.ts';
import { preservedFilters } from '../preserved-filters.ts';
import { renderPage } from '../render-page.ts';
import { availableActions, type NamedAction } from './actions.ts';
import { ChangeList } from './change-list.ts';
import { editableRows, saveEditedRows } from './edit-rows.ts';
import { ERROR_FLAG, SELECTED_NAME } from './parameters.ts';
import { shownList } from './shown-list.ts';

/** The list of a model's objects. */
export async function changelistView(admin: ModelAdmin, request: HttpRequest): Promise<HttpResponseBase> {
  if (!(await admin.hasViewOrChangePermission(request))) throw new PermissionDenied();
  const list = await loadList(admin, request);
  if (list === undefined) return new HttpResponseRedirect(`${request.path}?${ERROR_FLAG}=1`);
  const actions = await availableActions(admin, request);
  if (request.method === 'POST' && !request.POST.has('_save')) {
    const response = await runAction(admin, request, list, actions);
    return response ?? new HttpResponseRedirect(request.getFullPath());
  }
  const editing = await editableRows(admin, request, list);
  if (request.method === 'POST' && editing !== undefined && (await saveEditedRows(admin, request, editing))) {
    return new HttpResponseRedirect(request.getFullPath());
  }
  const canAdd = await admin.hasAddPermission(request);
  return renderPage(
    admin.adminSite,
    request,
    templatesFor(admin, admin.changeListTemplate, 'change_list.html'),
    {
      ...modelContext(admin),
      title: titleOf(admin, list, await admin.hasChangePermission(request)),
      subtitle: null,
      cl: await shownList(list, editing),
      isPopup: list.isPopup,
      addUrl: canAdd ? addUrl(admin, request) : null,
      actionChoices: shownActions(actions),
    },
  );
}

/** Undefined when the address makes no sense, as `?title__foo=1` does. */
async function loadList(admin: ModelAdmin, request: HttpRequest): Promise<ChangeList | undefined> {
  try {
    return await ChangeList.load(request, admin);
  } catch (error) {
    const isSenseless = error instanceof FieldError || error instanceof ValidationError;
    if (isSenseless && !request.GET.has(ERROR_FLAG)) return undefined;
    throw error;
  }
}

async function runAction(
  admin: ModelAdmin,
  request: HttpRequest,
  list: ChangeList,
  actions: ReadonlyMap<string, NamedAction>,
): Promise<HttpResponseBase | undefined> {
  const action = actions.get(request.POST.getlist('action').find((name) => name !== '') ?? '');
  const selected = request.POST.getlist(SELECTED_NAME);
  const across = request.POST.get('select_across') === '1';
  if (action === undefined) {
    admin.messageUser(request, 'No action selected.', WARNING);
  } else if (selected.length === 0 && !across) {
    admin.messageUser(
      request,
      'Items must be selected in order to perform actions on them. No items have been changed.',
      WARNING,
    );
  } else {
    const rows = across ? list.queryset : list.queryset.filter({ pk__in: selected } as never);
    const answer = await action.run(request, rows);
    return answer instanceof HttpResponseBase ? answer : undefined;
  }
  return undefined;
}

function shownActions(actions: ReadonlyMap<string, NamedAction>): (readonly [string, string])[] | null {
  if (actions.size === 0) return null;
  return [
    ['', 'Choose an action'],
    ...[...actions.values()].map(({ name, description }) => [name, description] as const),
  ];
}

function titleOf(admin: ModelAdmin, list: ChangeList, canChange: boolean): string {
  if (!list.isPopup) return capfirst(admin.opts.verboseNamePlural);
  return `Select ${admin.opts.verboseName} to ${canChange ? 'change' : 'view'}`;
}

function addUrl(admin: ModelAdmin, request: HttpRequest): string {
  return modelUrl(admin.adminSite.name, admin.opts, 'add') + preservedFilters(admin, request);
}
