import type { CheckMessage } from '../../../core/checks/messages.ts';
import { FieldDoesNotExist } from '../../../db/models/errors.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { fieldAtPath } from '../field-at-path.ts';
import { FieldListFilter } from '../filters/field-list-filter.ts';
import { ListFilter } from '../filters/list-filter.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { Findings } from './findings.ts';

/** Everything that can be said of a class without a request; numbers are Django's. */
export function checkModelAdmin(admin: ModelAdmin): CheckMessage[] {
  const findings = new Findings(admin);
  checkFields(findings);
  checkRelations(findings);
  checkPrepopulated(findings);
  checkListDisplay(findings);
  checkListFilter(findings);
  checkListEditable(findings);
  checkOrder(findings);
  return findings.messages;
}

function checkFields(findings: Findings): void {
  const { admin } = findings;
  if (admin.fields !== null && admin.fieldsets !== null) {
    findings.add('E005', "Both 'fieldsets' and 'fields' are specified.");
  }
  const listed = ((admin.fields as readonly (string | readonly string[])[] | null) ?? []).flat();
  if (new Set(listed).size < listed.length)
    findings.add('E006', "The value of 'fields' contains duplicate field(s).");
  const grouped = (
    (admin.fieldsets as
      | readonly (readonly [unknown, { fields: readonly (string | readonly string[])[] }])[]
      | null) ?? []
  ).flatMap(([, { fields }]) => fields.flat());
  if (new Set(grouped).size < grouped.length) {
    findings.add('E012', "There are duplicate field(s) in 'fieldsets'.");
  }
  const excluded = (admin.exclude as readonly string[] | null) ?? [];
  if (new Set(excluded).size < excluded.length) {
    findings.add('E015', "The value of 'exclude' contains duplicate field(s).");
  }
  const readonly = (admin.readonlyFields as readonly (string | readonly string[])[]).flat();
  for (const name of readonly) {
    if (!isShowable(admin, name)) {
      findings.add(
        'E035',
        `The value of 'readonlyFields' refers to '${name}', which is not a property of '${admin.constructor.name}' or of '${admin.opts.label}'.`,
      );
    }
  }
}

function checkRelations(findings: Findings): void {
  const { admin } = findings;
  for (const [label, missing, wrong] of [
    ['filterVertical', 'E019', 'E020'],
    ['filterHorizontal', 'E019', 'E020'],
  ] as const) {
    for (const name of admin[label] as readonly string[]) {
      const field = fieldNamed(admin, name);
      if (field === undefined) findings.missing(missing, label, name);
      else if (!field.manyToMany)
        findings.add(wrong, `The value of '${label}' has '${name}', which must be a many-to-many field.`);
    }
  }
  for (const name of admin.rawIdFields as readonly string[]) {
    const field = fieldNamed(admin, name);
    if (field === undefined) findings.missing('E002', 'rawIdFields', name);
    else if (!field.isRelation)
      findings.add(
        'E003',
        `The value of 'rawIdFields' has '${name}', which must be a foreign key or a many-to-many field.`,
      );
  }
  for (const name of Object.keys(admin.radioFields)) {
    const field = fieldNamed(admin, name);
    if (field === undefined) findings.missing('E022', 'radioFields', name);
    else if (!field.isRelation && field.choices === null) {
      findings.add(
        'E023',
        `The value of 'radioFields' refers to '${name}', which is not an instance of ForeignKey, and does not have a 'choices' definition.`,
      );
    }
  }
}

function checkPrepopulated(findings: Findings): void {
  const { admin } = findings;
  for (const [name, sources] of Object.entries(
    admin.prepopulatedFields as Record<string, readonly string[]>,
  )) {
    const field = fieldNamed(admin, name);
    if (field === undefined) findings.missing('E027', 'prepopulatedFields', name);
    else if (field.isRelation || field.getInternalType() === 'DateTimeField') {
      findings.add(
        'E028',
        `The value of 'prepopulatedFields' refers to '${name}', which must not be a DateTimeField or a relation.`,
      );
    }
    for (const source of sources) {
      if (fieldNamed(admin, source) === undefined)
        findings.missing('E030', `prepopulatedFields.${name}`, source);
    }
  }
}

function checkListDisplay(findings: Findings): void {
  const { admin } = findings;
  for (const [index, item] of admin.listDisplay.entries()) {
    if (typeof item !== 'string') continue;
    if (!isShowable(admin, item)) {
      findings.add(
        'E108',
        `The value of 'listDisplay[${index}]' refers to '${item}', which is not a property of '${admin.constructor.name}' or of '${admin.opts.label}'.`,
      );
    } else if (fieldAt(admin, item)?.manyToMany) {
      findings.add(
        'E109',
        `The value of 'listDisplay[${index}]' must not be a many-to-many field or a reverse foreign key.`,
      );
    }
  }
  for (const [index, item] of (admin.listDisplayLinks ?? []).entries()) {
    if (!admin.listDisplay.includes(item)) {
      findings.add(
        'E111',
        `The value of 'listDisplayLinks[${index}]' refers to '${String(item)}', which is not defined in 'listDisplay'.`,
      );
    }
  }
}

function checkListFilter(findings: Findings): void {
  const { admin } = findings;
  for (const [index, spec] of admin.listFilter.entries()) {
    const label = `listFilter[${index}]`;
    if (typeof spec === 'function') {
      if (!(spec.prototype instanceof ListFilter))
        findings.add('E113', `The value of '${label}' must inherit from 'ListFilter'.`);
      else if (spec.prototype instanceof FieldListFilter)
        findings.add('E114', `The value of '${label}' must not inherit from 'FieldListFilter'.`);
      continue;
    }
    const path = typeof spec === 'string' ? spec : spec[0];
    if (fieldAt(admin, path) === undefined)
      findings.add('E116', `The value of '${label}' refers to '${path}', which does not refer to a Field.`);
  }
}

function checkListEditable(findings: Findings): void {
  const { admin } = findings;
  const links =
    admin.listDisplayLinks === undefined ? admin.listDisplay.slice(0, 1) : (admin.listDisplayLinks ?? []);
  for (const name of admin.listEditable as readonly string[]) {
    const field = fieldNamed(admin, name);
    if (field === undefined) findings.missing('E121', 'listEditable', name);
    else if (!(admin.listDisplay as readonly unknown[]).includes(name)) {
      findings.add(
        'E122',
        `The value of 'listEditable' refers to '${name}', which is not contained in 'listDisplay'.`,
      );
    } else if ((links as readonly unknown[]).includes(name)) {
      findings.add(
        'E124',
        `The value of 'listEditable' has '${name}', which is the column that leads to the object.`,
        "Set 'listDisplayLinks' to another column.",
      );
    } else if (!field.editable) {
      findings.add(
        'E125',
        `The value of 'listEditable' refers to '${name}', which is not editable through the admin.`,
      );
    }
  }
}

function checkOrder(findings: Findings): void {
  const { admin } = findings;
  for (const [index, name] of ((admin.ordering as readonly string[] | null) ?? []).entries()) {
    if (name === '?') {
      if (admin.ordering!.length > 1)
        findings.add(
          'E032',
          "The value of 'ordering' has the random ordering marker '?', but contains other fields as well.",
        );
    } else if (fieldAt(admin, name.replace(/^-/, '')) === undefined)
      findings.missing('E033', `ordering[${index}]`, name);
  }
  const date = admin.dateHierarchy as string | null;
  if (date === null) return;
  const field = fieldAt(admin, date);
  if (field === undefined)
    findings.add(
      'E127',
      `The value of 'dateHierarchy' refers to '${date}', which does not refer to a Field.`,
    );
  else if (!/^Date(Time)?Field$/.test(field.getInternalType())) {
    findings.add('E128', "The value of 'dateHierarchy' must be a DateField or DateTimeField.");
  }
}

/** Whether a column or a read-only field can be made of a name. */
function isShowable(admin: ModelAdmin, name: string): boolean {
  return (
    name === '__str__' || name in admin || name in admin.model.prototype || fieldAt(admin, name) !== undefined
  );
}

function fieldNamed(admin: ModelAdmin, name: string): Field | undefined {
  return name === 'pk' ? admin.opts.pk : (admin.opts.fieldsMap.get(name) as Field | undefined);
}

function fieldAt(admin: ModelAdmin, path: string): Field | undefined {
  try {
    return fieldAtPath(admin.model, path);
  } catch (error) {
    if (error instanceof FieldDoesNotExist || error instanceof TypeError) return undefined;
    throw error;
  }
}
