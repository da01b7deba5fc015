import { toDataSource } from '../../src/forms/data-source.ts';
import type { Attrs, FormData, Widget } from '../../src/forms/index.ts';
import { sameHtml } from '../forms/matching.ts';
import { compareOutcome, differs, outcomeOf } from '../forms/outcome.ts';
import { decode, makeWidget, options } from '../forms/values.ts';
import type { Family, Vector } from '../vector.ts';

async function run(vector: Vector): Promise<unknown> {
  const widget = Object.assign(makeWidget(vector), options(vector['props']));
  const html = vector['op'] === 'render';
  const outcome = await outcomeOf(() => perform(widget, vector));
  return html && 'value' in outcome ? String(outcome.value) : outcome;
}

function perform(widget: Widget, vector: Vector): unknown {
  const args = (vector['args'] as unknown[]).map(decode);
  const kwargs = options(vector['kwargs']);
  switch (vector['op']) {
    case 'render':
      return widget.render(String(args[0]), args[1], (kwargs['attrs'] ?? {}) as Attrs);
    case 'format_value':
      return widget.formatValue(args[0]);
    case 'value_from_datadict':
      return widget.valueFromDatadict(...dataOf(args, kwargs));
    case 'value_omitted_from_data':
      return widget.valueOmittedFromData(...dataOf(args, kwargs));
    case 'use_required_attribute':
      return widget.useRequiredAttribute(args[0] ?? kwargs['initial']);
    case 'id_for_label':
      return widget.idForLabel(String(args[0]));
    default:
      throw new Error(`There is no operation ${String(vector['op'])} of widgets.`);
  }
}

function dataOf(args: readonly unknown[], kwargs: Readonly<Record<string, unknown>>) {
  const [data = kwargs['data'], files = kwargs['files'], name = kwargs['name']] = args;
  return [toDataSource(data as FormData), toDataSource(files as FormData), String(name)] as const;
}

function compare(vector: Vector, result: unknown): string | undefined {
  if (vector.expect.error !== undefined) return differs(vector.expect.error, result);
  if (typeof result !== 'string') return compareOutcome(vector, result);
  return sameHtml(vector.expect.output, result) ? undefined : differs(vector.expect.output, result);
}

/** Widgets: their HTML, and how they read submitted data. */
export const formsWidget: Family = { name: 'forms_widget', run, compare };
