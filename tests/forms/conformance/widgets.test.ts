import './locales.ts';
import { expect, test } from 'vitest';
import { toDataSource } from '../../../src/forms/data-source.ts';
import type { Attrs, FormData, Widget } from '../../../src/forms/index.ts';
import { hasVectors, readVectors } from '../../support/conformance.ts';
import { canonicalHtml } from './matching.ts';
import { difference, inState, show } from './run.ts';
import { decode, makeWidget, options } from './values.ts';

test.skipIf(!hasVectors).each(readVectors('forms_widget'))('$id', async (vector) => {
  if (vector['op'] === 'render') {
    const html = await inState(vector, () => perform(vector));
    expect(canonicalHtml(String(html))).toBe(canonicalHtml(text(vector.expect.output)));
    return;
  }
  expect(await difference(vector, () => perform(vector))).toBeUndefined();
});

function text(output: unknown): string {
  return typeof output === 'string' ? output : String((output as { v: unknown }).v);
}

function perform(vector: Readonly<Record<string, unknown>>): unknown {
  const widget = widgetOf(vector);
  const args = (vector['args'] as unknown[]).map(decode);
  const kwargs = options(vector['kwargs']);
  switch (vector['op']) {
    case 'render':
      return widget.render(String(args[0]), args[1], (kwargs['attrs'] ?? {}) as Attrs);
    case 'format_value':
      return widget.formatValue(args[0]);
    case 'value_from_datadict':
      return widget.valueFromDatadict(...data(args, kwargs));
    case 'value_omitted_from_data':
      return widget.valueOmittedFromData(...data(args, kwargs));
    case 'use_required_attribute':
      return widget.useRequiredAttribute(args[0] ?? kwargs['initial']);
    case 'id_for_label':
      return widget.idForLabel(String(args[0]));
    default:
      throw new Error(`no operation ${show(vector['op'])}`);
  }
}

function data(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) {
  const [given = kwargs['data'], files = kwargs['files'], name = kwargs['name']] = args;
  return [toDataSource(given as FormData), toDataSource(files as FormData), String(name)] as const;
}

function widgetOf(vector: Readonly<Record<string, unknown>>): Widget {
  return Object.assign(makeWidget(vector), options(vector['props']));
}
