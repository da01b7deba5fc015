import type { AnyModel } from '../../../db/models/model.ts';
import { atomic } from '../../../db/transaction.ts';
import type { ModelForm } from '../../../forms/model-form.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { formatHtml, formatHtmlJoin, type SafeString } from '../../../utils/html.ts';
import { SUCCESS } from '../../messages/levels.ts';
import { formClassFor } from '../forms/form-class.ts';
import type { ModelAdmin } from '../model-admin.ts';
import type { ChangeList } from './change-list.ts';

/** The forms of a list that can be edited, one for each row of the page. */
export interface EditedRows {
  readonly forms: readonly ModelForm<AnyModel>[];
  /** Names of the columns that can be changed. */
  readonly names: ReadonlySet<string>;
  readonly formset: {
    /** Which row each form belongs to. */
    readonly managementForm: SafeString;
    readonly errors: boolean;
    readonly isMultipart: boolean;
  };
}

/** Undefined for a list that cannot be edited, or not by this user. */
export async function editableRows(
  admin: ModelAdmin,
  request: HttpRequest,
  list: ChangeList,
): Promise<EditedRows | undefined> {
  const names = admin.listEditable as readonly string[];
  if (names.length === 0 || list.isPopup || !(await admin.hasChangePermission(request))) return undefined;
  const posted = request.method === 'POST' && request.POST.has('_save');
  const objects = posted ? await postedObjects(admin, request) : list.rows;
  const formClass = formClassFor(admin, request, names);
  const forms = objects.map(
    (instance) =>
      new formClass(posted ? request.POST : undefined, {
        instance,
        prefix: prefixOf(instance),
        ...(posted && { files: request.FILES }),
      }),
  );
  for (const form of forms) {
    if (posted) await form.isValid();
    await form.prepare();
  }
  const formset = {
    managementForm: formatHtmlJoin(
      '',
      '{}',
      objects.map((object) => [rowInput(object)]),
    ),
    errors: posted && forms.some((form) => form.errors.size > 0),
    isMultipart: forms[0]?.isMultipart() ?? false,
  };
  return { forms, names: new Set(names), formset };
}

function prefixOf(object: AnyModel): string {
  return `row-${object.pk}`;
}

function rowInput(object: AnyModel): SafeString {
  return formatHtml('<input type="hidden" name="_row" value="{}">', object.pk);
}

/** The rows that the page had when it was sent; the list may have changed since. */
async function postedObjects(admin: ModelAdmin, request: HttpRequest): Promise<readonly AnyModel[]> {
  const keys = request.POST.getlist('_row');
  const found = await admin.getQueryset(request).filter({ pk__in: keys } as never);
  const byKey = new Map(found.map((object) => [String(object.pk), object]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}

/** Save the rows that were changed. @returns false when some have errors: nothing is saved then */
export async function saveEditedRows(
  admin: ModelAdmin,
  request: HttpRequest,
  { forms, formset }: EditedRows,
): Promise<boolean> {
  if (formset.errors) return false;
  const changed = forms.filter((form) => form.hasChanged());
  await atomic(async () => {
    for (const form of changed) {
      const object = await form.save({ commit: false });
      await admin.saveModel(request, object, form, true);
      await admin.saveRelated(request, form, [], true);
      const labels = form.changedData.map((name) => String(form.get(name).label));
      await admin.logChange(request, object, admin.constructChangeMessage(request, labels, false));
    }
  });
  const name = changed.length === 1 ? admin.opts.verboseName : admin.opts.verboseNamePlural;
  if (changed.length > 0) {
    const verb = changed.length === 1 ? 'was' : 'were';
    admin.messageUser(request, `${changed.length} ${name} ${verb} changed successfully.`, SUCCESS);
  }
  return true;
}
