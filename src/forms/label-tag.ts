import { type Awaitable, whenReady } from '../utils/awaitable.ts';
import { markSafe, type SafeString } from '../utils/html.ts';
import type { Attrs } from './attrs.ts';
import type { BoundField } from './bound-field.ts';
import { htmlText } from './display-text.ts';
import type { Label } from './fields/field.ts';

export interface LabelTagOptions {
  /** In place of the label; a SafeString where it holds HTML. */
  contents?: Label | undefined;
  attrs?: Readonly<Attrs> | undefined;
  labelSuffix?: string | undefined;
}

/** `<label for>` or `<legend>` around the label of a field; the label alone when the form gives no ids. */
export function labelTag(bound: BoundField, options: LabelTagOptions, tag: string): Awaitable<SafeString> {
  const { form, field } = bound;
  const id = bound.widgetId;
  const target = id === '' ? '' : field.widget.idForLabel(id);
  const attrs: Attrs = { ...options.attrs, ...(target === '' ? {} : { for: target }) };
  if (id !== '' && field.required && form.requiredCssClass !== undefined) {
    const names = [attrs['class'], form.requiredCssClass].filter((name) => name !== undefined);
    attrs['class'] = names.join(' ');
  }
  const suffix = options.labelSuffix ?? field.labelSuffix ?? form.labelSuffix;
  const label = withSuffix(options.contents || bound.label, suffix);
  const context = { field: bound, label, attrs, useTag: id !== '', tag };
  return whenReady(form.renderer.render(form.templateNameLabel, context), markSafe);
}

/** The suffix goes behind a label that doesn't end in punctuation of its own. */
function withSuffix(label: Label, suffix: string): Label {
  const text = String(label);
  if (suffix === '' || text === '' || ':?.!'.includes(text.at(-1)!)) return label;
  return markSafe(htmlText(label) + htmlText(suffix));
}
