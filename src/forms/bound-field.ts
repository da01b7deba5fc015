import { ValidationError } from '../core/errors/validation-error.ts';
import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { markSafe, type SafeString } from '../utils/html.ts';
import { TRUTH } from '../utils/truth.ts';
import type { Attrs } from './attrs.ts';
import { concat } from './awaiting.ts';
import type { ErrorList } from './errors/error-list.ts';
import { PendingHtmlError } from './errors/pending-html-error.ts';
import { UnboundFieldError } from './errors/unbound-field-error.ts';
import type { Field, Label } from './fields/field.ts';
import type { Form } from './form.ts';
import { type LabelTagOptions, labelTag } from './label-tag.ts';
import { labelText } from './label-text.ts';
import { latestForm } from './latest-form.ts';
import { widgetAttrs } from './widget-attrs.ts';
import { BoundWidget } from './widgets/bound-widget.ts';
import { TextInput } from './widgets/simple-inputs.ts';
import { Textarea } from './widgets/textarea.ts';
import type { Widget } from './widgets/widget.ts';

/** A class of bound fields, for forms and fields that bring their own. */
export type BoundFieldClass = new (field: Field<unknown>) => BoundField<unknown>;

/** Where the compiler finds the type that a field gives to `cleanedData`; there is no such property at run time. */
export declare const cleanedType: unique symbol;

export interface WidgetDrawing {
  attrs?: Readonly<Attrs>;
  /** Draw the hidden input that holds the initial value. */
  onlyInitial?: boolean;
}

/**
 * A field in its place in a form: what `forms.CharField()` gives, and what `{{ form.title }}` prints. `T` is the type of the
 * cleaned value, `F` the class of the field.
 */
export class BoundField<T = unknown, F extends Field<unknown> = Field<T>> {
  declare readonly [cleanedType]: T;
  readonly field: F;
  #name = '';
  #form: Form | undefined;
  /** Where to look for the form before it has taken the field. */
  #likelyForm: Form | undefined = latestForm();
  #initial: { readonly value: unknown } | undefined;

  constructor(field: F) {
    this.field = field;
  }

  /** Take a place in a form; the form does that. */
  attach(form: Form, name: string): void {
    this.#form = form;
    this.#likelyForm = undefined;
    this.#name = name;
  }

  /** Name in the form; empty while there is none. */
  get name(): string {
    this.#lookForForm();
    return this.#name;
  }

  get form(): Form {
    this.#lookForForm();
    if (this.#form === undefined) throw new UnboundFieldError(this.field.constructor.name);
    return this.#form;
  }

  #lookForForm(): void {
    if (this.#form === undefined) this.#likelyForm?.adoptFields();
  }

  /** Name of the input, with the form's prefix. */
  get htmlName(): string {
    return this.form.addPrefix(this.name);
  }

  get htmlInitialName(): string {
    return this.form.addInitialPrefix(this.name);
  }

  get label(): Label {
    return this.field.label ?? labelText(this.name);
  }

  get helpText(): Label {
    return this.field.helpText;
  }

  /** The errors of this field; empty when there are none. */
  get errors(): ErrorList {
    return this.form.errorsOf(this.name);
  }

  /** What was submitted for it. */
  get data(): unknown {
    return this.form.widgetDataValue(this.field.widget, this.htmlName);
  }

  /** What the form shows first. */
  get initial(): unknown {
    this.#initial ??= { value: this.form.getInitialForField(this.field, this.name) };
    return this.#initial.value;
  }

  /** Wait for an initial value that is a query. */
  loadInitial(): Awaitable<void> {
    const { initial } = this;
    if (!isThenable(initial)) return;
    return initial.then((value) => {
      this.#initial = { value };
    });
  }

  /** Forget the initial value that was worked out, after the form's has changed. */
  resetInitial(): void {
    this.#initial = undefined;
  }

  /** What the widget shows: the submitted value of a bound form, else the initial one. */
  value(): unknown {
    const shown = this.form.isBound ? this.field.boundData(this.data, this.initial) : this.initial;
    return this.field.prepareValue(shown);
  }

  hasChanged(): boolean {
    if (!this.field.showHiddenInitial) return this.field.hasChanged(this.initial, this.data);
    const sent = this.form.widgetDataValue(this.field.hiddenWidget(), this.htmlInitialName);
    try {
      return this.field.hasChanged(this.field.toPython(sent), this.data);
    } catch (error) {
      if (error instanceof ValidationError) return true;
      throw error;
    }
  }

  get isHidden(): boolean {
    return this.field.widget.isHidden;
  }

  get useFieldset(): boolean {
    return this.field.widget.useFieldset;
  }

  /** The kind of widget in a word, for style sheets: `'text'`, `'select'`, `'clearablefile'`. */
  get widgetType(): string {
    return this.field.widget.constructor.name.toLowerCase().replace(/widget$|input$/, '');
  }

  /** The `id` of the input; empty when the form gives none. */
  get autoId(): string {
    const { autoId } = this.form;
    if (typeof autoId === 'string' && autoId.includes('%s')) return autoId.replace('%s', this.htmlName);
    return autoId ? this.htmlName : '';
  }

  get idForLabel(): string {
    return this.field.widget.idForLabel(this.widgetId);
  }

  /** The `id` of the widget: its own, else the automatic one. */
  get widgetId(): string {
    return String(this.field.widget.attrs['id'] || this.autoId);
  }

  /** Class names for the element around the field: those of the form for errors and for required fields, and more. */
  cssClasses(extra: string | readonly string[] = []): string {
    const names = new Set(typeof extra === 'string' ? extra.split(/\s+/).filter(Boolean) : extra);
    const { errorCssClass, requiredCssClass } = this.form;
    if (errorCssClass !== undefined && this.errors.length > 0) names.add(errorCssClass);
    if (requiredCssClass !== undefined && this.field.required) names.add(requiredCssClass);
    return [...names].join(' ');
  }

  /** The ids of the texts that describe the input: help text and errors. Undefined when the widget names its own. */
  get ariaDescribedby(): string | undefined {
    if (this.field.widget.attrs['aria-describedby']) return undefined;
    const id = this.autoId;
    if (id === '' || this.isHidden) return '';
    const ids = [
      String(this.helpText) === '' ? '' : `${id}_helptext`,
      this.errors.length === 0 ? '' : `${id}_error`,
    ];
    return ids.filter(Boolean).join(' ');
  }

  /** `<label for>` around the label; the label alone when the form gives no ids. */
  labelTag(options: LabelTagOptions = {}): Awaitable<SafeString> {
    return labelTag(this as BoundField, options, 'label');
  }

  /** The same as `<legend>`, for widgets with several inputs. */
  legendTag(options: LabelTagOptions = {}): Awaitable<SafeString> {
    return labelTag(this as BoundField, options, 'legend');
  }

  /** Label, help text, errors and widget together. */
  asFieldGroup(): Awaitable<SafeString> {
    const { renderer } = this.form;
    const template = this.field.templateName ?? renderer.fieldTemplateName;
    return this.#prepared(() => whenReady(renderer.render(template, { field: this }), markSafe));
  }

  /** The widget, or another one in its place. */
  asWidget(widget: Widget = this.field.widget, drawing: WidgetDrawing = {}): Awaitable<SafeString> {
    return this.#prepared(() => this.#draw(widget, drawing));
  }

  #draw(widget: Widget, { attrs, onlyInitial = false }: WidgetDrawing): Awaitable<SafeString> {
    const { form, field } = this;
    if (field.localize) widget.isLocalized = true;
    const allAttrs = this.buildWidgetAttrs(attrs ?? {}, widget);
    const id = onlyInitial ? form.addInitialPrefix(this.autoId) : this.autoId;
    if (this.autoId !== '' && !('id' in widget.attrs)) allAttrs['id'] ??= id;
    const kept = onlyInitial && form.data.has(this.htmlInitialName);
    const value = kept ? form.widgetDataValue(field.hiddenWidget(), this.htmlInitialName) : this.value();
    return widget.render(onlyInitial ? this.htmlInitialName : this.htmlName, value, allAttrs, form.renderer);
  }

  asText(drawing: WidgetDrawing = {}): Awaitable<SafeString> {
    return this.asWidget(new TextInput(), drawing);
  }

  asTextarea(drawing: WidgetDrawing = {}): Awaitable<SafeString> {
    return this.asWidget(new Textarea(), drawing);
  }

  asHidden(drawing: WidgetDrawing = {}): Awaitable<SafeString> {
    return this.asWidget(this.field.hiddenWidget(), drawing);
  }

  /** The attributes of the input: those given, and what the state of the field asks for. */
  buildWidgetAttrs(attrs: Readonly<Attrs>, widget: Widget = this.field.widget): Attrs {
    return widgetAttrs(this as BoundField, attrs, widget);
  }

  /** The parts that a template can draw one by one: each radio button, or the widget itself. Choices have to be loaded. */
  get subwidgets(): readonly BoundWidget[] {
    const { widget } = this.field;
    if (!this.field.isPrepared) {
      throw new PendingHtmlError(`the field '${this.name}'`, () =>
        Promise.resolve(this.form.prepare(this.name)),
      );
    }
    const id = this.widgetId;
    const attrs = this.buildWidgetAttrs(id === '' ? {} : { id });
    return widget
      .subwidgets(this.htmlName, this.value(), attrs)
      .map((part) => new BoundWidget(part, this.form.renderer));
  }

  [Symbol.iterator](): Iterator<BoundWidget> {
    return this.subwidgets[Symbol.iterator]();
  }

  /** A field is true in a template, whatever it consists of. */
  [TRUTH](): boolean {
    return true;
  }

  get length(): number {
    return this.subwidgets.length;
  }

  /** The widget, with the hidden initial value behind it where the field wants one. */
  toHtml(): Awaitable<SafeString> {
    if (!this.field.showHiddenInitial) return this.asWidget();
    return whenReady(concat([this.asWidget(), this.asHidden({ onlyInitial: true })]), markSafe);
  }

  /** @throws PendingHtmlError when its choices are still in the database */
  toString(): string {
    const html = this.toHtml();
    if (isThenable(html)) throw new PendingHtmlError(`the field '${this.name}'`);
    return html.toString();
  }

  #prepared<R>(draw: () => Awaitable<R>): Awaitable<R> {
    return whenReady(this.form.fullClean(), () => whenReady(this.form.prepare(this.name), draw));
  }
}
