import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { renderAttrs } from '../attrs.ts';
import { concat } from '../awaiting.ts';
import { htmlText as text } from '../display-text.ts';
import type { OptionContext, OptionGroup } from '../widgets/choice-widget.ts';
import type { WidgetContext } from '../widgets/widget.ts';
import type { BuiltinTemplate } from './builtin-renderer.ts';
import type { FormRenderer } from './renderer.ts';

interface Context {
  readonly widget: WidgetContext;
}

function input({ widget }: Context): string {
  const { value } = widget;
  const shown = value === null || value === undefined ? '' : ` value="${text(value)}"`;
  return `<input type="${text(widget['type'])}" name="${text(widget.name)}"${shown}${renderAttrs(widget.attrs)}>`;
}

function textarea({ widget }: Context): string {
  const value = widget.value === null || widget.value === undefined ? '' : text(widget.value);
  return `<textarea name="${text(widget.name)}"${renderAttrs(widget.attrs)}>\n${value}</textarea>`;
}

function selectOption({ widget }: Context): string {
  return `<option value="${text(widget.value)}"${renderAttrs(widget.attrs)}>${text(widget['label'])}</option>`;
}

function inputOption(context: Context): string {
  const { widget } = context;
  if (widget['wrapLabel'] !== true) return input(context);
  const { id } = widget.attrs;
  const labelFor = id === undefined || id === '' ? '' : ` for="${text(id)}"`;
  return `<label${labelFor}>${input(context)} ${text(widget['label'])}</label>`;
}

function select({ widget }: Context, renderer: FormRenderer): Awaitable<string> {
  const groups = (widget['optgroups'] as readonly OptionGroup[]).map(([heading, options]) => {
    const lines = concat(options.flatMap((option) => ['\n  ', part(option, renderer)]));
    if (heading === null || heading === '') return lines;
    return whenReady(lines, (html) => `\n  <optgroup label="${text(heading)}">${html}\n  </optgroup>`);
  });
  const opening = `<select name="${text(widget.name)}"${renderAttrs(widget.attrs)}>`;
  return concat([opening, ...groups, '\n</select>']);
}

function multipleInput({ widget }: Context, renderer: FormRenderer): Awaitable<string> {
  const { id } = widget.attrs;
  const groups = (widget['optgroups'] as readonly OptionGroup[]).map(([heading, options]) => {
    const lines = concat(options.flatMap((option) => ['<div>\n    ', part(option, renderer), '</div>']));
    if (heading === null || heading === '') return lines;
    return whenReady(lines, (html) => `\n  <div><label>${text(heading)}</label>${html}\n  </div>`);
  });
  const own = { id: id || undefined, class: widget.attrs['class'] || undefined };
  return concat([`<div${renderAttrs(own)}>`, ...groups, '\n</div>']);
}

function multiWidget({ widget }: Context, renderer: FormRenderer): Awaitable<string> {
  return concat((widget.subwidgets ?? []).map((subwidget) => part(subwidget, renderer)));
}

function clearableFile(context: Context): string {
  const { widget } = context;
  if (widget['isInitial'] !== true) return input({ widget: withoutValue(widget) });
  const file = widget.value as { readonly url: unknown };
  const id = text(widget['checkboxId']);
  const { disabled, checked } = widget.attrs;
  const clear = widget.required
    ? ''
    : `\n<input type="checkbox" name="${text(widget['checkboxName'])}" id="${id}"${renderAttrs({ disabled, checked })}>` +
      `\n<label for="${id}">${text(widget['clearCheckboxLabel'])}</label>`;
  const link = `<a href="${text(file.url)}">${text(file)}</a>`;
  const field = input({ widget: withoutValue(widget) });
  return `${text(widget['initialText'])}: ${link}${clear}<br>\n${text(widget['inputText'])}:\n${field}`;
}

function withoutValue(widget: WidgetContext): WidgetContext {
  return { ...widget, value: null };
}

/** A part of a widget, by the template it names. */
function part(widget: WidgetContext | OptionContext, renderer: FormRenderer): Awaitable<string> {
  const html = renderer.render(widget.templateName, { widget });
  return isThenable(html) ? html : String(html);
}

const INPUTS =
  'input text number email url color search tel password hidden file date datetime time checkbox';

/** Django's names for the templates of widgets, each with the function that draws it. */
export const widgetTemplates: ReadonlyMap<string, BuiltinTemplate> = new Map<string, BuiltinTemplate>(
  [
    ...INPUTS.split(' ').map((name) => [name, input] as const),
    ['textarea', textarea] as const,
    ['select', select] as const,
    ['select_option', selectOption] as const,
    ...['radio', 'checkbox_select', 'multiple_input'].map((name) => [name, multipleInput] as const),
    ...['radio_option', 'checkbox_option', 'input_option'].map((name) => [name, inputOption] as const),
    ...['multiwidget', 'multiple_hidden', 'splitdatetime', 'splithiddendatetime', 'select_date'].map(
      (name) => [name, multiWidget] as const,
    ),
    ['clearable_file_input', clearableFile] as const,
  ].map(([name, template]) => [`django/forms/widgets/${name}.html`, template]),
);
