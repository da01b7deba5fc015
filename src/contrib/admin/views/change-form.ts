import { PermissionDenied } from '../../../core/errors/requests.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { atomic } from '../../../db/transaction.ts';
import type { ModelForm } from '../../../forms/model-form.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { type FormPlan, formClassFor, planForm } from '../forms/form-class.ts';
import { inlineChanges } from '../inlines/inline-changes.ts';
import { type InlineFormSet, inlineFormSets } from '../inlines/inline-formset.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { unquote } from '../quote.ts';
import { afterAdd, afterChange } from './after-save.ts';
import { missingObject } from './missing-object.ts';
import { renderChangeForm } from './render-change-form.ts';

/** What the page of one object is about. */
export interface ChangeForm {
  readonly admin: ModelAdmin;
  readonly request: HttpRequest;
  /** Null for a new one. */
  readonly object: AnyModel | null;
  readonly plan: FormPlan;
  readonly form: ModelForm<AnyModel>;
  readonly canChange: boolean;
  readonly inlines: readonly InlineFormSet[];
}

/** Make a new object. */
export async function addView(admin: ModelAdmin, request: HttpRequest): Promise<HttpResponseBase> {
  if (!(await admin.hasAddPermission(request))) throw new PermissionDenied();
  const plan = await planForm(admin, request, null, true);
  const formClass = formClassFor(admin, request, plan.editable, admin.getForm(request, null));
  const posted = request.method === 'POST';
  const initial = posted ? {} : await admin.getChangeformInitialData(request);
  const form = new formClass(posted ? request.POST : undefined, {
    files: posted ? request.FILES : undefined,
    initial,
  });
  const formIsValid = posted && (await form.isValid());
  const inlines = await inlineFormSets(admin, request, form.instance, true);
  const page: ChangeForm = { admin, request, object: null, plan, form, canChange: true, inlines };
  if (!posted || !(await areValid(inlines)) || !formIsValid) return renderChangeForm(page);
  return afterAdd(page, await save(page, false));
}

/** Change an object; those who may only look see it as it is. */
export async function changeView(
  admin: ModelAdmin,
  request: HttpRequest,
  objectId: string,
): Promise<HttpResponseBase> {
  if (request.method === 'POST' && request.POST.has('_saveasnew') && admin.saveAs)
    return addView(admin, request);
  const object = await admin.getObject(request, unquote(objectId));
  const given = object ?? undefined;
  const canChange = await admin.hasChangePermission(request, given);
  if (!canChange && (request.method === 'POST' || !(await admin.hasViewPermission(request, given)))) {
    throw new PermissionDenied();
  }
  if (object === null) return missingObject(admin, request, objectId);
  const plan = await planForm(admin, request, object, canChange);
  const formClass = formClassFor(admin, request, plan.editable, admin.getForm(request, object));
  const posted = request.method === 'POST';
  const form = new formClass(posted ? request.POST : undefined, {
    files: posted ? request.FILES : undefined,
    instance: object,
  });
  const formIsValid = posted && (await form.isValid());
  const inlines = await inlineFormSets(admin, request, object, false);
  const page: ChangeForm = { admin, request, object, plan, form, canChange, inlines };
  if (!posted || !(await areValid(inlines)) || !formIsValid) return renderChangeForm(page);
  return afterChange(page, await save(page, true));
}

/** Write the object, its relations, and a line of history: all or nothing. */
async function save({ admin, request, form, inlines }: ChangeForm, change: boolean): Promise<AnyModel> {
  return atomic(async () => {
    const object = await form.save({ commit: false });
    await admin.saveModel(request, object, form, change);
    await admin.saveRelated(
      request,
      form,
      inlines.map(({ formset }) => formset),
      change,
    );
    const message = [
      ...admin.constructChangeMessage(request, changedLabels(admin, form), !change),
      ...inlineChanges(inlines),
    ];
    if (change) await admin.logChange(request, object, message);
    else await admin.logAddition(request, object, message);
    return object;
  });
}

/** Each is asked, so that the page shows all errors. */
async function areValid(inlines: readonly InlineFormSet[]): Promise<boolean> {
  const answers: boolean[] = [];
  for (const { formset } of inlines) answers.push(await formset.isValid());
  return answers.every(Boolean);
}

/** What the changed fields are called. */
function changedLabels(admin: ModelAdmin, form: ModelForm<AnyModel>): string[] {
  return form.changedData.map((name) => {
    const field = admin.opts.fieldsMap.get(name) as Field | undefined;
    return field?.verboseName ?? String(form.get(name).label);
  });
}
