import './locales.ts';
import { afterEach, expect, test, vi } from 'vitest';
import * as forms from '../../../src/forms/index.ts';
import { snakeToCamel } from '../../../src/utils/case.ts';
import { hasVectors, readVectors, type Vector } from '../../support/conformance.ts';
import { canonicalHtml, sameValue } from './matching.ts';
import { inState, show } from './run.ts';
import { decode, makeField, options } from './values.ts';

const HTML_OPERATIONS = /^(?:html|as_\w+|field\.(?:html|as_\w+|label_tag|legend_tag))$/;

afterEach(() => void vi.useRealTimers());

/** Vectors that no other language can have, each with the reason. */
const EXCLUDED: Readonly<Record<string, string>> = {
  'forms_form:forms_tests.field_tests.test_floatfield.FloatFieldTest.test_floatfield_widget_attrs#0':
    'a float 1.0 that prints differently from 1',
};

const vectors = readVectors('forms_form').filter(({ id }) => !(id in EXCLUDED));

test.skipIf(!hasVectors).each(vectors)('$id', async (vector) => {
  if (vector.env?.now !== undefined) vi.useFakeTimers({ now: vector.env.now * 1000, toFake: ['Date'] });
  const result = await inState(vector, () => perform(vector));
  const { output } = vector.expect;
  if (HTML_OPERATIONS.test(String(vector['op']))) {
    expect(canonicalHtml(String(result))).toBe(canonicalHtml(String((output as { v?: string }).v ?? output)));
    return;
  }
  if (!sameValue(output, result)) expect(show(result)).toBe(show(output));
});

async function perform(vector: Vector): Promise<unknown> {
  const form = makeForm(vector);
  const operation = String(vector['op']);
  switch (operation) {
    case 'validate':
      return {
        valid: await form.isValid(),
        errors: errorsOf(form),
        cleaned_data: form.isBound ? { ...form.cleanedData } : undefined,
      };
    case 'html':
      return form.toHtml();
    case 'changed_data':
      return form.changedData;
    case 'non_field_errors':
      return form.nonFieldErrors();
    default:
      return operation.startsWith('field.')
        ? performOnField(form, vector, operation.slice(6))
        : callMethod(form, operation, []);
  }
}

function errorsOf(form: forms.Form): unknown {
  const lists = [...form.errors.asData()].map(([name, errors]) => [
    name,
    errors.map((error) => ({ message: error.messages[0], code: error.kind ?? null })),
  ]);
  return Object.fromEntries(lists) as unknown;
}

function performOnField(form: forms.Form, vector: Vector, operation: string): unknown {
  const field = form.get(String(vector['field']));
  const args = ((vector['args'] ?? []) as unknown[]).map(decode);
  const kwargs = options(vector['kwargs']);
  if (operation === 'html') return field.toHtml();
  if (operation === 'label_tag' || operation === 'legend_tag') {
    return callMethod(field, operation, [{ ...(args.length > 0 ? { contents: args[0] } : {}), ...kwargs }]);
  }
  return callMethod(field, operation, [...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])]);
}

function callMethod(target: object, name: string, args: readonly unknown[]): unknown {
  const method = (target as Record<string, (...args: unknown[]) => unknown>)[snakeToCamel(name)];
  if (method === undefined) throw new Error(`no method ${name}`);
  return method.apply(target, [...args]);
}

function makeForm(vector: Vector): forms.Form {
  const { data, ...rest } = options(vector['form_kwargs']);
  const attributes = options(vector['form_attrs']);
  const declared = vector['fields'] as { name: string }[];
  class VectorForm extends forms.Form {
    constructor() {
      super(data as forms.FormData, rest);
      for (const field of declared) this.fields[field.name] = makeField(field as never);
    }
  }
  for (const [name, value] of Object.entries(attributes)) Object.defineProperty(VectorForm, name, { value });
  return new VectorForm();
}
