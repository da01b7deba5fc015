import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { FormFieldOptions } from '../../../forms/model-field-options.ts';
import { modelFormFactory } from '../../../forms/model-form-factory.ts';
import type { BaseInlineFormSet } from '../../../forms/model-formsets/base-inline-form-set.ts';
import { inlineFormsetFactory } from '../../../forms/model-formsets/factories.ts';
import { findForeignKey } from '../../../forms/model-formsets/find-foreign-key.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { type FormPlan, planForm } from '../forms/form-class.ts';
import type { ModelAdmin } from '../model-admin.ts';
import type { InlineModelAdmin } from './inline-admin.ts';

/** What the user may do with the objects of an inline. */
export interface InlinePermissions {
  readonly view: boolean;
  readonly add: boolean;
  readonly change: boolean;
  readonly delete: boolean;
}

/** An inline of one page: its forms, and what may be done with them. */
export interface InlineFormSet {
  readonly inline: InlineModelAdmin;
  readonly formset: BaseInlineFormSet<AnyModel, AnyModel>;
  readonly plan: FormPlan;
  readonly may: InlinePermissions;
}

/** The inlines that the user may see, with their forms: those that were sent, or those of the objects there are. */
export async function inlineFormSets(
  admin: ModelAdmin,
  request: HttpRequest,
  parent: AnyModel,
  adding: boolean,
): Promise<InlineFormSet[]> {
  const sets: InlineFormSet[] = [];
  const prefixes = new Map<string, number>();
  for (const inlineClass of admin.getInlines(request, adding ? null : parent)) {
    const inline = new inlineClass(admin.model, admin.adminSite) as InlineModelAdmin;
    const may = await permissionsOf(inline, request);
    if (!may.view && !may.add && !may.change && !may.delete) continue;
    const set = await makeFormSet(inline, request, parent, adding, may, prefixes);
    sets.push(set);
  }
  return sets;
}

async function permissionsOf(inline: InlineModelAdmin, request: HttpRequest): Promise<InlinePermissions> {
  return {
    view: await inline.hasViewPermission(request),
    add: await inline.hasAddPermission(request),
    change: await inline.hasChangePermission(request),
    delete: await inline.hasDeletePermission(request),
  };
}

async function makeFormSet(
  inline: InlineModelAdmin,
  request: HttpRequest,
  parent: AnyModel,
  adding: boolean,
  may: InlinePermissions,
  prefixes: Map<string, number>,
): Promise<InlineFormSet> {
  const given = adding ? null : parent;
  const plan = withoutField(await planForm(inline, request, given, may.change || may.add), fkNameOf(inline));
  const formsetClass = inlineFormsetFactory(inline.parentModel, inline.model, {
    form: modelFormFactory(inline.model, {
      ...(inline.form !== null && { form: inline.form }),
      fields: plan.editable as never,
      formfieldCallback: (field: Field, options: FormFieldOptions) =>
        inline.formfieldForDbfield(field, options, request),
    }),
    fields: plan.editable as never,
    ...(inline.fkName !== undefined && { fkName: inline.fkName }),
    extra: may.add ? inline.getExtra(request, given) : 0,
    minNum: inline.getMinNum(request, given),
    maxNum: may.add ? inline.getMaxNum(request, given) : 0,
    canDelete: inline.canDelete && may.delete,
  });
  const prefix = uniquePrefix(formsetClass as unknown as { defaultPrefix(): string }, prefixes);
  const posted = request.method === 'POST';
  const formset = new formsetClass(posted ? request.POST : undefined, {
    ...(posted && { files: request.FILES }),
    instance: parent,
    prefix,
    queryset: inline.getQueryset(request),
  });
  await formset.prepare();
  if (!may.change) for (const form of formset.initialForms) lock(form);
  return { inline, formset, plan, may };
}

/** `comments`, and `comments-2` for another inline of the same model. */
function uniquePrefix(formsetClass: { defaultPrefix(): string }, prefixes: Map<string, number>): string {
  const prefix = formsetClass.defaultPrefix();
  const count = (prefixes.get(prefix) ?? 0) + 1;
  prefixes.set(prefix, count);
  return count === 1 ? prefix : `${prefix}-${count}`;
}

function fkNameOf(inline: InlineModelAdmin): string {
  return findForeignKey(inline.parentModel, inline.model, inline.fkName).name;
}

/** The relation to the parent is not asked for. */
function withoutField(plan: FormPlan, name: string): FormPlan {
  const keep = (one: string): boolean => one !== name;
  const fieldsets = plan.fieldsets.map(
    ([heading, options]) =>
      [
        heading,
        {
          ...options,
          fields: options.fields.flatMap((line) => {
            const names = (typeof line === 'string' ? [line] : line).filter(keep);
            return names.length === 0 ? [] : [names.length === 1 ? names[0]! : names];
          }),
        },
      ] as const,
  );
  return {
    fieldsets,
    readonly: new Set([...plan.readonly].filter(keep)),
    editable: plan.editable.filter(keep),
  };
}

/** Whatever is sent for these fields, they stay as they are. */
function lock(form: { readonly fields: Readonly<Record<string, { disabled: boolean }>> }): void {
  for (const [name, field] of Object.entries(form.fields)) if (name !== 'DELETE') field.disabled = true;
}
