import type { Findings } from './findings.ts';
import { fieldNamed, isShowable } from './names.ts';

/** What decides about the form: fields, fieldsets, widgets. */
export function checkForm(findings: Findings): void {
  checkFields(findings);
  checkRelations(findings);
  checkPrepopulated(findings);
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
