import { FieldListFilter } from '../filters/field-list-filter.ts';
import { ListFilter } from '../filters/list-filter.ts';
import type { Findings } from './findings.ts';
import { fieldAt, fieldNamed, isShowable } from './names.ts';

/** What decides about the list: columns, filters, order. */
export function checkList(findings: Findings): void {
  checkListDisplay(findings);
  checkListFilter(findings);
  checkListEditable(findings);
  checkOrder(findings);
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
