import type { Awaitable } from '../../utils/awaitable.ts';
import { whenReady } from '../../utils/awaitable.ts';
import { markSafe, type SafeString } from '../../utils/html.ts';
import { localizeInput } from '../../utils/localize-input.ts';
import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { displayText } from '../display-text.ts';
import type { Media } from '../media/media.ts';
import { mediaOf } from '../media/media-of.ts';
import { defaultRenderer } from '../renderers/default-renderer.ts';
import type { FormRenderer } from '../renderers/renderer.ts';

/** What a widget's template is given as `widget`. */
export interface WidgetContext {
  name: string;
  isHidden: boolean;
  required: boolean;
  value: unknown;
  attrs: Attrs;
  templateName: string;
  subwidgets?: WidgetContext[];
  [key: string]: unknown;
}

export interface WidgetOptions {
  /** HTML attributes: `{ class: 'wide', placeholder: 'Title' }`. */
  attrs?: Readonly<Attrs>;
}

/** A class of widgets that can be made without arguments, as a field's `widget` option takes it. */
export type WidgetClass<W extends Widget = Widget> = new () => W;

/**
 * How a field looks in HTML and how its value is read from submitted data. A custom widget is a subclass that changes
 * `templateName`, `getContext()` or `formatValue()`.
 */
export abstract class Widget {
  attrs: Attrs;
  /** Name of the template that draws it. */
  abstract templateName: string;
  /** Set by the field: whether a value has to be given. */
  isRequired = false;
  /** Set by the field: whether numbers and dates are written in the active language's way. */
  isLocalized = false;
  /** False for widgets that show times only to the second. */
  supportsMicroseconds = true;
  /** Whether it consists of several inputs, which a `<fieldset>` groups. */
  useFieldset = false;

  constructor(options: WidgetOptions = {}) {
    this.attrs = { ...options.attrs };
  }

  get isHidden(): boolean {
    return false;
  }

  /** Whether the form has to be sent as `multipart/form-data`. */
  get needsMultipartForm(): boolean {
    return false;
  }

  /** The style sheets and scripts it needs; a subclass lists them in `static media`. */
  get media(): Media {
    return mediaOf(this.constructor);
  }

  /** A copy with attributes of its own, for one more field. A subclass with private members (`#x`) has to override it. */
  clone(): this {
    const copy: this = Object.assign(Object.create(Object.getPrototypeOf(this) as object), this);
    copy.attrs = { ...this.attrs };
    return copy;
  }

  /** The parts that a template can draw one by one; the widget itself when it has none. */
  subwidgets(name: string, value: unknown, attrs?: Readonly<Attrs>): readonly WidgetContext[] {
    return [this.getContext(name, value, attrs)];
  }

  /** The value as it stands in HTML; null when there is none to show. */
  formatValue(value: unknown): unknown {
    if (value === '' || value === null || value === undefined) return null;
    return displayText(this.isLocalized ? localizeInput(value) : value);
  }

  getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    return {
      name,
      isHidden: this.isHidden,
      required: this.isRequired,
      value: this.formatValue(value),
      attrs: this.buildAttrs(attrs),
      templateName: this.templateName,
    };
  }

  /** The HTML of the widget; pending only when it is drawn by a template that has to wait for something. */
  render(
    name: string,
    value: unknown,
    attrs?: Readonly<Attrs>,
    renderer: FormRenderer = defaultRenderer(),
  ): Awaitable<SafeString> {
    const widget = this.getContext(name, value, attrs);
    return whenReady(renderer.render(this.templateName, { widget }), markSafe);
  }

  /** The widget's own attributes with more over them. */
  buildAttrs(extra?: Readonly<Attrs>): Attrs {
    return { ...this.attrs, ...extra };
  }

  /** Read the widget's value from submitted data; null or undefined when it isn't there. */
  valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    return data.get(name);
  }

  /** Whether submitted data holds nothing of this widget, so that a model keeps its default. */
  valueOmittedFromData(data: DataSource, _files: DataSource, name: string): boolean {
    return !data.has(name);
  }

  /** The `id` that a `<label>` points at; empty when it should point at none. */
  idForLabel(id: string): string {
    return id;
  }

  /** Whether the `required` attribute may be printed. */
  useRequiredAttribute(_initial: unknown): boolean {
    return !this.isHidden;
  }
}
