import type { Field } from '../../../db/models/fields/field.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { absoluteUrlOf } from '../absolute-url.ts';
import { modelUrl } from '../admin-url.ts';
import { POPUP_VAR, TO_FIELD_VAR } from '../change-list/parameters.ts';
import { type AdminForm, layOut, type ShownField, shownBoundField } from '../forms/admin-form.ts';
import { prepopulation } from '../forms/prepopulated.ts';
import { readonlyField } from '../forms/readonly-field.ts';
import { withRelatedLinks } from '../forms/related-links.ts';
import { shownInline } from '../inlines/shown-inline.ts';
import { modelContext, templatesFor } from '../model-context.ts';
import { listUrl, preservedFilters } from '../preserved-filters.ts';
import { renderPage } from '../render-page.ts';
import type { ChangeForm } from './change-form.ts';

/** The page of one object: its form, and the buttons that the user may press. */
export async function renderChangeForm(page: ChangeForm): Promise<HttpResponseBase> {
  const { admin, request, object, form, canChange } = page;
  const add = object === null;
  const own = add ? (admin.addFormTemplate ?? admin.changeFormTemplate) : admin.changeFormTemplate;
  const errorCount = form.isBound ? form.errors.size + inlineErrors(page) : 0;
  const isPopup = request.GET.has(POPUP_VAR) || request.POST.has(POPUP_VAR);
  const name = admin.opts.verboseName;
  return renderPage(admin.adminSite, request, templatesFor(admin, own, 'change_form.html'), {
    ...modelContext(admin),
    title: `${add ? 'Add' : canChange ? 'Change' : 'View'} ${name}`,
    subtitle: object?.toString() ?? null,
    add,
    change: !add,
    original: object,
    originalText: object?.toString() ?? '',
    adminform: await shownForm(page),
    errors: errorCount > 0,
    errorCount,
    media: form.media,
    hasFileField: form.isMultipart() || page.inlines.some(({ formset }) => formset.isMultipart()),
    formUrl: '',
    isPopup,
    toField: request.GET.get(TO_FIELD_VAR) ?? request.POST.get(TO_FIELD_VAR) ?? null,
    prepopulated: canChange ? prepopulation(form, admin.getPrepopulatedFields(request, object)) : [],
    saveOnTop: admin.saveOnTop,
    inlineFormsets: await shownInlines(page),
    ...(await links(page)),
    ...(await buttons(page, isPopup)),
  });
}

async function shownForm({ admin, request, object, form, plan }: ChangeForm): Promise<AdminForm> {
  await form.prepare();
  const shown = object ?? form.instance;
  const make = async (name: string): Promise<ShownField | undefined> => {
    if (plan.readonly.has(name)) return readonlyField(admin, shown, name);
    if (!form.has(name)) return undefined;
    const bound = form.get(name);
    const field = admin.opts.fieldsMap.get(name) as Field | undefined;
    const control =
      field?.isRelation === true
        ? await withRelatedLinks(admin, field, bound, request)
        : await bound.toHtml();
    return shownBoundField(bound, control);
  };
  const fieldsets = await layOut(plan.fieldsets, make);
  return Object.assign(fieldsets, { nonFieldErrors: form.isBound ? form.nonFieldErrors() : '' });
}

async function shownInlines({ inlines, request }: ChangeForm): Promise<Record<string, unknown>[]> {
  const shown: Record<string, unknown>[] = [];
  for (const set of inlines) shown.push(await shownInline(set, request));
  return shown;
}

function inlineErrors({ inlines }: ChangeForm): number {
  return inlines.reduce((sum, { formset }) => sum + formset.totalErrorCount(), 0);
}

async function links({ admin, request, object }: ChangeForm): Promise<Record<string, unknown>> {
  const site = admin.adminSite.name;
  const maySeeList = await admin.hasViewOrChangePermission(request);
  return {
    changelistUrl: maySeeList ? listUrl(admin, request) : null,
    historyUrl: object === null ? null : modelUrl(site, admin.opts, 'history', object.pk),
    viewOnSiteUrl: object === null ? null : onSiteUrl(admin.viewOnSite, object),
  };
}

function onSiteUrl(viewOnSite: boolean | ((object: never) => string), object: object): string | null {
  if (typeof viewOnSite === 'function') return viewOnSite(object as never);
  return viewOnSite ? (absoluteUrlOf(object) ?? null) : null;
}

async function buttons(
  { admin, request, object, canChange }: ChangeForm,
  isPopup: boolean,
): Promise<Record<string, unknown>> {
  const add = object === null;
  const canAdd = await admin.hasAddPermission(request);
  const canSave = add ? canAdd : canChange;
  const canDelete = !add && !isPopup && (await admin.hasDeletePermission(request, object));
  const deleteUrl = canDelete ? modelUrl(admin.adminSite.name, admin.opts, 'delete', object.pk) : null;
  return {
    canChange,
    showSave: canSave,
    showSaveAsNew: !isPopup && !add && admin.saveAs && canAdd,
    showSaveAndAddAnother: !isPopup && canSave && canAdd && (add || !admin.saveAs),
    showSaveAndContinue: !isPopup && canSave && (await admin.hasViewOrChangePermission(request)),
    showClose: !canSave && !isPopup,
    deleteUrl: deleteUrl === null ? null : deleteUrl + preservedFilters(admin, request),
  };
}
