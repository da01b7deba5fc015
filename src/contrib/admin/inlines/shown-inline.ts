import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { ModelForm } from '../../../forms/model-form.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { formatHtmlJoin } from '../../../utils/html.ts';
import { modelUrl } from '../admin-url.ts';
import { layOut, type ShownField, type ShownFieldset, shownBoundField } from '../forms/admin-form.ts';
import { readonlyField } from '../forms/readonly-field.ts';
import { withRelatedLinks } from '../forms/related-links.ts';
import type { InlineFormSet } from './inline-formset.ts';

type ChildForm = ModelForm<AnyModel>;

/** One object of an inline, as its template shows it. */
interface ShownItem {
  prefix: string;
  /** What the object is called; null for a new one. */
  original: string | null;
  changeUrl: string | null;
  fieldsets: ShownFieldset[];
  /** The same fields in one row. */
  fields: ShownField[];
  /** Hidden inputs: the key, the relation to the parent. */
  hidden: unknown;
  deleteControl: unknown;
  /** Whether a script may take it off the page: it is not saved yet. */
  isRemovable: boolean;
  /** The empty one that scripts copy. */
  isTemplate: boolean;
  nonFieldErrors: unknown;
}

/** An inline as its template shows it. */
export async function shownInline(
  set: InlineFormSet,
  request: HttpRequest,
): Promise<Record<string, unknown>> {
  const { inline, formset, may } = set;
  const items: ShownItem[] = [];
  for (const form of formset.forms) items.push(await shownItem(set, form, request, false));
  if (may.add) items.push(await shownItem(set, formset.emptyForm, request, true));
  const columns = (items.at(-1)?.fields ?? []).map(({ label, isRequired, helpText }) => ({
    label,
    isRequired,
    helpText,
  }));
  const verboseName = inline.verboseName ?? inline.opts.verboseName;
  const plural =
    inline.verboseNamePlural ??
    (inline.verboseName === null ? inline.opts.verboseNamePlural : `${inline.verboseName}s`);
  return {
    template: inline.template,
    prefix: formset.prefix,
    heading: inline.getMaxNum(request, null) === 1 ? verboseName : plural,
    verboseName,
    columns,
    span: columns.length + 2,
    items,
    maxNum: inline.getMaxNum(request, null),
    canDelete: formset.canDelete,
    canAdd: may.add,
    canChange: may.change,
    managementForm: await formset.managementForm.toHtml(),
    nonFormErrors: formset.isBound ? formset.nonFormErrors() : '',
    hasErrors: formset.isBound && formset.totalErrorCount() > 0,
    isCollapsible: inline.classes.includes('collapse'),
  };
}

async function shownItem(
  { inline, formset, plan, may }: InlineFormSet,
  form: ChildForm,
  request: HttpRequest,
  isTemplate: boolean,
): Promise<ShownItem> {
  await form.prepare();
  const saved = !isTemplate && !form.instance._state.adding;
  const make = async (name: string): Promise<ShownField | undefined> => {
    const locked = saved && !may.change;
    if (plan.readonly.has(name) || locked) return readonlyField(inline, form.instance, name);
    if (!form.has(name)) return undefined;
    const bound = form.get(name);
    const field = inline.opts.fieldsMap.get(name) as Field | undefined;
    const control =
      field?.isRelation === true
        ? await withRelatedLinks(inline, field, bound, request)
        : await bound.toHtml();
    return shownBoundField(bound, control);
  };
  const fieldsets = await layOut(plan.fieldsets, make);
  const hidden = await Promise.all(form.hiddenFields().map((field) => field.toHtml()));
  const canDelete = saved && formset.canDelete && form.has('DELETE');
  return {
    prefix: form.prefix ?? '',
    original: saved ? form.instance.toString() : null,
    changeUrl: saved && inline.showChangeLink ? changeUrl(inline, form.instance) : null,
    fieldsets,
    fields: fieldsets.flatMap(({ lines }) => lines.flatMap((line) => line.fields)),
    hidden: formatHtmlJoin(
      '',
      '{}',
      hidden.map((input) => [input]),
    ),
    deleteControl: canDelete ? await form.get('DELETE').toHtml() : null,
    isRemovable: !saved,
    isTemplate,
    nonFieldErrors: formset.isBound && !isTemplate ? form.nonFieldErrors() : '',
  };
}

function changeUrl({ adminSite, model, opts }: InlineFormSet['inline'], object: AnyModel): string | null {
  return adminSite.isRegistered(model) ? modelUrl(adminSite.name, opts, 'change', object.pk) : null;
}
