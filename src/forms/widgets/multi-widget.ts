import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { Media } from '../media/media.ts';
import { Input } from './input.ts';
import { Widget, type WidgetClass, type WidgetContext, type WidgetOptions } from './widget.ts';

type WidgetLike = Widget | WidgetClass;

export interface MultiWidgetOptions extends WidgetOptions {
  /** The parts: a list, whose inputs are named `name_0`, `name_1`; or an object, which gives the endings: `{ day: DateInput }`. */
  widgets: readonly WidgetLike[] | Readonly<Record<string, WidgetLike>>;
}

/** A widget made of others; a subclass says in `decompress()` how a value is split among them. */
export class MultiWidget extends Widget {
  override templateName = 'django/forms/widgets/multiwidget.html';
  override useFieldset = true;
  /** The parts, in order. */
  widgets: Widget[];
  /** What is added to the name for each part: `'_0'`. */
  readonly widgetsNames: readonly string[];

  constructor(options: MultiWidgetOptions) {
    super(options);
    const given = options.widgets;
    const list: readonly WidgetLike[] = Array.isArray(given) ? given : Object.values(given);
    this.widgets = list.map((widget) => (typeof widget === 'function' ? new widget() : widget));
    this.widgetsNames = Array.isArray(given)
      ? given.map((_, index) => `_${index}`)
      : Object.keys(given).map((name) => (name === '' ? '' : `_${name}`));
  }

  override get isHidden(): boolean {
    return this.widgets.every((widget) => widget.isHidden);
  }

  override get needsMultipartForm(): boolean {
    return this.widgets.some((widget) => widget.needsMultipartForm);
  }

  override get media(): Media {
    return this.widgets.reduce((media, widget) => media.add(widget.media), new Media());
  }

  override clone(): this {
    const copy = super.clone();
    copy.widgets = this.widgets.map((widget) => widget.clone());
    return copy;
  }

  /** Split one value into those of the parts; null when there is none. */
  decompress(_value: unknown): readonly unknown[] {
    throw new TypeError(
      `${this.constructor.name} has no decompress(), which splits a value among its widgets.`,
    );
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    const values = Array.isArray(value) ? (value as readonly unknown[]) : this.decompress(value);
    const { type, ...own } = context.attrs;
    const id = own['id'];
    const subwidgets = this.widgets.map((widget, index) => {
      if (this.isLocalized) widget.isLocalized = true;
      if (type !== undefined && widget instanceof Input) widget.type = String(type);
      const partId = id === undefined || id === '' ? {} : { id: `${String(id)}_${index}` };
      return widget.getContext(name + this.widgetsNames[index], values[index], { ...own, ...partId });
    });
    return { ...context, attrs: own, subwidgets };
  }

  override idForLabel(_id: string): string {
    return '';
  }

  override valueFromDatadict(data: DataSource, files: DataSource, name: string): unknown {
    return this.widgets.map((widget, index) =>
      widget.valueFromDatadict(data, files, name + this.widgetsNames[index]),
    );
  }

  override valueOmittedFromData(data: DataSource, files: DataSource, name: string): boolean {
    return this.widgets.every((widget, index) =>
      widget.valueOmittedFromData(data, files, name + this.widgetsNames[index]),
    );
  }
}
