import * as forms from '../../src/forms/index.ts';
import { snakeToCamel } from '../../src/utils/case.ts';
import { sameHtml, sameValue } from '../forms/matching.ts';
import { differs } from '../forms/outcome.ts';
import { decode, makeField, options } from '../forms/values.ts';
import type { Family, Vector } from '../vector.ts';

const HTML_OPERATIONS = /^(?:html|as_\w+|field\.(?:html|as_\w+|label_tag|legend_tag))$/;

async function run(vector: Vector): Promise<unknown> {
  const form = makeForm(vector);
  const operation = String(vector['op']);
  if (operation.startsWith('field.')) return performOnField(form, vector, operation.slice('field.'.length));
  switch (operation) {
    case 'validate':
      return validate(form);
    case 'html':
      return form.toHtml();
    case 'changed_data':
      return form.changedData;
    default:
      return call(form, operation, []);
  }
}

async function validate(form: forms.Form): Promise<unknown> {
  const valid = await form.isValid();
  const errors = Array.from(form.errors.asData(), ([name, list]) => [
    name,
    list.map((error) => ({ message: error.messages[0], code: error.kind ?? null })),
  ]);
  const outcome = { valid, errors: Object.fromEntries(errors) as unknown };
  return form.isBound ? { ...outcome, cleaned_data: { ...form.cleanedData } } : outcome;
}

function performOnField(form: forms.Form, vector: Vector, operation: string): unknown {
  const field = form.get(String(vector['field']));
  const args = ((vector['args'] ?? []) as unknown[]).map(decode);
  const kwargs = options(vector['kwargs']);
  if (operation === 'html') return field.toHtml();
  if (operation === 'label_tag' || operation === 'legend_tag') {
    const [contents, attrs, labelSuffix] = args;
    return call(field, operation, [{ ...given({ contents, attrs, labelSuffix }), ...kwargs }]);
  }
  return call(field, operation, Object.keys(kwargs).length > 0 ? [...args, kwargs] : args);
}

/** Without what was left out, or is None. */
function given(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function call(target: object, name: string, args: readonly unknown[]): unknown {
  const method = (target as Record<string, ((...args: unknown[]) => unknown) | undefined>)[
    snakeToCamel(name)
  ];
  if (method === undefined) throw new Error(`There is no method ${name}.`);
  return method.apply(target, [...args]);
}

function makeForm(vector: Vector): forms.Form {
  const { data, ...rest } = options(vector['form_kwargs']);
  const declared = vector['fields'] as { name: string }[];
  class VectorForm extends forms.Form {
    constructor() {
      super(data as forms.FormData, rest);
      for (const field of declared) this.fields[field.name] = makeField(field as never);
      const order = rest['fieldOrder'] ?? (new.target as { fieldOrder?: unknown }).fieldOrder;
      if (Array.isArray(order)) this.orderFields(order as string[]);
    }
  }
  for (const [name, value] of Object.entries(options(vector['form_attrs']))) {
    Object.defineProperty(VectorForm, name, { value });
  }
  return new VectorForm();
}

function compare(vector: Vector, result: unknown): string | undefined {
  const { output, error } = vector.expect;
  if (error !== undefined) return differs(error, result);
  const same = HTML_OPERATIONS.test(String(vector['op']))
    ? sameHtml(output, String(result))
    : sameValue(output, result);
  return same ? undefined : differs(output, result);
}

/** Whole forms: validation and HTML. */
export const formsForm: Family = { name: 'forms_form', run, compare };
