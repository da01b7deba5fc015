import type { AnyModel } from '../../../db/models/model.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { formatHtml, type SafeString } from '../../../utils/html.ts';
import { SUCCESS } from '../../messages/levels.ts';
import { modelUrl, siteUrl } from '../admin-url.ts';
import { POPUP_VAR, TO_FIELD_VAR } from '../change-list/parameters.ts';
import { listUrl, preservedFilters } from '../preserved-filters.ts';
import type { ChangeForm } from './change-form.ts';
import { popupResponse } from './popup-response.ts';

/** Say that an object was added, and go where the button that was pressed leads. */
export async function afterAdd(page: ChangeForm, object: AnyModel): Promise<HttpResponseBase> {
  const { admin, request } = page;
  if (request.POST.has(POPUP_VAR)) {
    return popupResponse(
      { action: 'add', value: popupValue(page, object), text: object.toString() },
      request,
    );
  }
  const name = admin.opts.verboseName;
  const shown = await linkedObject(page, object);
  const say = (ending: string): void => {
    admin.messageUser(
      request,
      formatHtml(`The {} “{}” was added successfully.${ending}`, name, shown, name),
      SUCCESS,
    );
  };
  const keepEditing =
    request.POST.has('_continue') || (request.POST.has('_saveasnew') && admin.saveAsContinue);
  if (keepEditing && (await admin.hasViewOrChangePermission(request, object))) {
    say((await admin.hasChangePermission(request, object)) ? ' You may edit it again below.' : '');
    return new HttpResponseRedirect(objectUrl(page, object) + preservedFilters(admin, request));
  }
  if (request.POST.has('_addanother')) {
    say(' You may add another {} below.');
    return new HttpResponseRedirect(
      modelUrl(admin.adminSite.name, admin.opts, 'add') + preservedFilters(admin, request),
    );
  }
  say('');
  return toList(page);
}

/** The same for an object that was changed. */
export async function afterChange(page: ChangeForm, object: AnyModel): Promise<HttpResponseBase> {
  const { admin, request } = page;
  if (request.POST.has(POPUP_VAR)) {
    const value = popupValue(page, object);
    return popupResponse({ action: 'change', value, newValue: value, text: object.toString() }, request);
  }
  const name = admin.opts.verboseName;
  const shown = await linkedObject(page, object);
  const say = (ending: string): void => {
    admin.messageUser(
      request,
      formatHtml(`The {} “{}” was changed successfully.${ending}`, name, shown, name),
      SUCCESS,
    );
  };
  if (request.POST.has('_continue')) {
    say(' You may edit it again below.');
    return new HttpResponseRedirect(objectUrl(page, object) + preservedFilters(admin, request));
  }
  if (request.POST.has('_addanother')) {
    say(' You may add another {} below.');
    return new HttpResponseRedirect(
      modelUrl(admin.adminSite.name, admin.opts, 'add') + preservedFilters(admin, request),
    );
  }
  say('');
  return toList(page);
}

function objectUrl({ admin }: ChangeForm, object: AnyModel): string {
  return modelUrl(admin.adminSite.name, admin.opts, 'change', object.pk);
}

async function linkedObject(page: ChangeForm, object: AnyModel): Promise<SafeString | string> {
  if (!(await page.admin.hasViewOrChangePermission(page.request, object))) return object.toString();
  return formatHtml('<a href="{}">{}</a>', objectUrl(page, object), object);
}

async function toList({ admin, request }: ChangeForm): Promise<HttpResponseRedirect> {
  const maySee = await admin.hasViewOrChangePermission(request);
  return new HttpResponseRedirect(maySee ? listUrl(admin, request) : siteUrl(admin.adminSite.name, 'index'));
}

/** What stands for the object in the form that opened the window. */
function popupValue({ request }: ChangeForm, object: AnyModel): string {
  const toField = request.POST.get(TO_FIELD_VAR);
  return String(toField ? object.serializableValue(toField) : object.pk);
}
