import type { Awaitable } from '../../utils/awaitable.ts';
import { escapeText } from '../../utils/html.ts';
import { type Attrs, renderAttrs } from '../attrs.ts';
import { concat } from '../awaiting.ts';
import type { BoundField } from '../bound-field.ts';
import { htmlText } from '../display-text.ts';
import type { FormContext } from '../form-context.ts';
import type { BuiltinTemplate } from './builtin-renderer.ts';

type Html = Awaitable<{ toString(): string }>;
/** How one visible field is drawn; the hidden fields come inside the last one. */
type Row = (field: BoundField, hidden: readonly Html[]) => readonly Html[];

/** The layout that all four have in common: errors of the form, a row for each visible field, hidden fields in the last row. */
function layout(
  context: FormContext,
  top: (hidden: readonly Html[]) => readonly Html[],
  row: Row,
): Awaitable<string> {
  const hidden = context.hiddenFields.map((field) => field.toHtml());
  const hasErrors = context.errors.length > 0;
  if (context.fields.length === 0) return concat(hasErrors ? top(hidden) : hidden);
  const last = context.fields.length - 1;
  const rows = context.fields.flatMap(([field], index) => row(field, index === last ? hidden : []));
  return concat(hasErrors ? [...top([]), ...rows] : rows);
}

function div(context: FormContext): Awaitable<string> {
  return layout(
    context,
    (hidden) => [context.errors, ...(hidden.length > 0 ? ['\n<div>', ...hidden, '</div>'] : []), '\n'],
    (field, hidden) => [`<div${classes(field)}>\n    `, field.asFieldGroup(), '\n', ...hidden, '</div>\n'],
  );
}

function paragraph(context: FormContext): Awaitable<string> {
  return layout(
    context,
    (hidden) => [context.errors, ...(hidden.length > 0 ? ['\n<p>', ...hidden, '</p>'] : []), '\n'],
    (field, hidden) => [
      ...(field.errors.length > 0 ? [field.errors, '\n'] : []),
      `<p${classes(field)}>\n    `,
      ...labelled(field),
      ...hidden,
      '</p>\n',
    ],
  );
}

function listItem(context: FormContext): Awaitable<string> {
  return layout(
    context,
    (hidden) => ['<li>', context.errors, ...hidden, '</li>\n'],
    (field, hidden) => [
      `<li${classes(field)}>\n    `,
      ...(field.errors.length > 0 ? [field.errors, '\n    '] : []),
      ...labelled(field),
      ...hidden,
      '</li>\n',
    ],
  );
}

function tableRow(context: FormContext): Awaitable<string> {
  return layout(
    context,
    (hidden) => ['<tr>\n    <td colspan="2">', context.errors, ...hidden, '</td>\n  </tr>\n'],
    (field, hidden) => [
      `<tr${classes(field)}>\n    <th>`,
      field.label ? field.labelTag() : '',
      '</th>\n    <td>\n      ',
      ...(field.errors.length > 0 ? [field.errors, '\n      '] : []),
      field.toHtml(),
      helpText(field, '\n        <br>\n        '),
      '\n',
      ...hidden,
      '    </td>\n  </tr>\n',
    ],
  );
}

/** Label, widget and help text on one line, as `as_p` and `as_ul` have them. */
function labelled(field: BoundField): readonly Html[] {
  return [field.label ? field.labelTag() : '', '\n    ', field.toHtml(), helpText(field, '\n      '), '\n'];
}

function classes(field: BoundField): string {
  const names = field.cssClasses();
  return names === '' ? '' : ` class="${escapeText(names)}"`;
}

/** The help text is HTML that the form's author wrote. */
function helpText(field: BoundField, before: string): string {
  if (!field.helpText) return '';
  return `${before}<span class="helptext"${helpId(field)}>${String(field.helpText)}</span>`;
}

function helpId(field: BoundField): string {
  return field.autoId ? ` id="${escapeText(field.autoId)}_helptext"` : '';
}

/** `{{ field.as_field_group }}`: label, help text, errors and widget; grouped when the widget has several inputs. */
function fieldGroup({ field }: { readonly field: BoundField }): Awaitable<string> {
  const help = field.helpText
    ? `<div class="helptext"${helpId(field)}>${String(field.helpText)}</div>\n`
    : '';
  const parts: readonly Html[] = [
    help,
    ...(field.errors.length > 0 ? [field.errors, '\n'] : []),
    field.toHtml(),
  ];
  if (!field.useFieldset) return concat([field.label ? field.labelTag() : '', '\n', ...parts]);
  const described = field.ariaDescribedby;
  const opening = described ? `<fieldset aria-describedby="${escapeText(described)}">` : '<fieldset>';
  return concat([opening, '\n  ', field.label ? field.legendTag() : '', '\n', ...parts, '</fieldset>']);
}

interface LabelContext {
  readonly useTag: boolean;
  readonly tag: string;
  readonly attrs: Readonly<Attrs> | undefined;
  readonly label: unknown;
}

function label({ useTag, tag, attrs, label: contents }: LabelContext): string {
  const text = htmlText(contents);
  return useTag ? `<${tag}${renderAttrs(attrs)}>${text}</${tag}>` : text;
}

/** Templates of forms, fields and labels. */
export const formTemplates: ReadonlyMap<string, BuiltinTemplate> = new Map<string, BuiltinTemplate>([
  ['django/forms/div.html', div],
  ['django/forms/p.html', paragraph],
  ['django/forms/ul.html', listItem],
  ['django/forms/table.html', tableRow],
  ['django/forms/field.html', fieldGroup],
  ['django/forms/label.html', label],
]);
