import { ValidationError, type ValidationParams } from '../../core/errors/validation-error.ts';
import { isEmptyValue } from '../../core/validators/empty-values.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { type Text, translated } from '../../utils/translation/lazy.ts';
import type { Attrs } from '../attrs.ts';
import { catchInvalid, inOrder } from '../awaiting.ts';
import type { BoundField, BoundFieldClass } from '../bound-field.ts';
import { isSame } from '../equality.ts';
import { HiddenInput, TextInput } from '../widgets/simple-inputs.ts';
import type { Widget, WidgetClass } from '../widgets/widget.ts';
import { messagesOf } from './messages-of.ts';

export type ErrorMessages = Record<string, Text>;
/** Text that people read: a SafeString where it holds HTML, a lazy text where it is to be translated. */
export type Label = string | { toString(): string };

/** What every field accepts. Names and meaning are Django's. */
export interface FieldOptions {
  /** Whether a value has to be given; true by default. */
  required?: boolean;
  /** A widget, or a class of widgets, in place of the field's usual one. */
  widget?: Widget | WidgetClass;
  /** Made of the name when it isn't given: `firstName` is `First name`. */
  label?: Label | null;
  /** What the form shows first: a value, or a function that makes it. It is no fallback for data that isn't sent. */
  initial?: unknown;
  /** Shown beside the widget; may hold HTML. */
  helpText?: Label;
  /** Texts by kind of mistake: `{ required: 'Please tell us your name.' }`. */
  errorMessages?: Readonly<ErrorMessages>;
  /** Send the initial value along in a hidden input, to tell later whether the user changed it. */
  showHiddenInitial?: boolean;
  /** Checks beside those of the field. They may be asynchronous. */
  validators?: readonly Validator<never>[];
  /** Read and write numbers and dates in the active language's way. */
  localize?: boolean;
  /** Show it greyed out and keep the initial value, whatever is sent. */
  disabled?: boolean;
  /** In place of the form's, behind the label. */
  labelSuffix?: string | null;
  /** Template of `{{ field.as_field_group }}`. */
  templateName?: string;
  boundFieldClass?: BoundFieldClass;
}

/**
 * Turns what a widget reads into a value of type `T`, or says why it can't. A custom field is a subclass with a
 * `toPython()`, a `validate()`, or both.
 */
export class Field<T = unknown> {
  /** The usual widget. */
  static readonly widget: WidgetClass = TextInput;
  /** The widget of `{{ field.as_hidden }}`. */
  static readonly hiddenWidget: WidgetClass = HiddenInput;
  /** Texts by kind of mistake; those of the classes above count, too. */
  static readonly defaultErrorMessages: Readonly<ErrorMessages> = { required: 'This field is required.' };
  static readonly defaultValidators: readonly Validator<never>[] = [];

  required: boolean;
  label: Label | null;
  initial: unknown;
  helpText: Label;
  showHiddenInitial: boolean;
  localize: boolean;
  disabled: boolean;
  labelSuffix: string | null;
  templateName: string | undefined;
  boundFieldClass: BoundFieldClass | undefined;
  validators: Validator<never>[];
  readonly #givenWidget: Widget | WidgetClass | undefined;
  readonly #givenMessages: Readonly<ErrorMessages> | undefined;
  #widget: Widget | undefined;
  #messages: ErrorMessages | undefined;

  constructor(options: FieldOptions = {}) {
    this.required = options.required ?? true;
    this.label = options.label ?? null;
    this.initial = options.initial ?? null;
    this.helpText = options.helpText ?? '';
    this.showHiddenInitial = options.showHiddenInitial ?? false;
    this.localize = options.localize ?? false;
    this.disabled = options.disabled ?? false;
    this.labelSuffix = options.labelSuffix ?? null;
    this.templateName = options.templateName;
    this.boundFieldClass = options.boundFieldClass;
    this.validators = [...new.target.defaultValidators, ...(options.validators ?? [])];
    this.#givenWidget = options.widget;
    this.#givenMessages = options.errorMessages;
  }

  /** The widget, made when it is first needed; it belongs to this field alone. */
  get widget(): Widget {
    this.#widget ??= this.#adopt(this.#givenWidget ?? this.usualWidget());
    return this.#widget;
  }

  set widget(widget: Widget | WidgetClass) {
    this.#widget = this.#adopt(widget);
  }

  #adopt(given: Widget | WidgetClass): Widget {
    const widget = typeof given === 'function' ? new given() : given.clone();
    widget.isRequired = this.required;
    if (this.localize) widget.isLocalized = true;
    Object.assign(widget.attrs, this.widgetAttrs(widget));
    this.widgetAdopted(widget);
    return widget;
  }

  /** The class of the widget when none was asked for. */
  protected usualWidget(): WidgetClass {
    return (this.constructor as typeof Field).widget;
  }

  /** Called with every widget the field gets, so that choices can be handed on. */
  protected widgetAdopted(_widget: Widget): void {}

  /** A hidden widget for the field's value. */
  hiddenWidget(): Widget {
    return new (this.constructor as typeof Field).hiddenWidget();
  }

  /** Texts by kind of mistake, of this field; may be changed. */
  get errorMessages(): ErrorMessages {
    this.#messages ??= { ...messagesOf(this.constructor), ...this.#givenMessages };
    return this.#messages;
  }

  /** HTML attributes that the field's own settings ask for: `{ maxlength: '20' }`. */
  protected widgetAttrs(_widget: Widget): Attrs {
    return {};
  }

  /** The value as the widget takes it. */
  prepareValue(value: unknown): unknown {
    return value;
  }

  /** What a widget or a caller gave, as a value of the field. @throws ValidationError when it cannot be one */
  toPython(value: unknown): Awaitable<T> {
    return value as T;
  }

  /** Whether a value counts as "nothing given". */
  isEmpty(value: unknown): boolean {
    return isEmptyValue(value);
  }

  /** Checks of the value itself. @throws ValidationError */
  validate(value: unknown): Awaitable<void> {
    if (this.required && this.isEmpty(value)) throw this.error('required');
  }

  /** Run all validators and report every one that complains. @throws ValidationError */
  runValidators(value: unknown): Awaitable<void> {
    if (this.isEmpty(value) || this.validators.length === 0) return;
    const errors: ValidationError[] = [];
    const run = inOrder(this.validators as Validator[], (validator) =>
      catchInvalid<void>(
        () => validator(value),
        (error) => {
          errors.push(...error.errorList.map((part) => this.#reworded(part)));
        },
      ),
    );
    return whenReady(run, () => {
      if (errors.length > 0) throw new ValidationError(errors);
    });
  }

  /** `errorMessages` goes over a validator's own text. */
  #reworded(error: ValidationError): ValidationError {
    const text = error.kind === undefined ? undefined : this.errorMessages[error.kind];
    if (text === undefined || error.kind === undefined) return error;
    return invalid(translated(text), error.kind, error.params);
  }

  /**
   * Convert and check. Pending only where a validator or the field itself has to wait, as for the database.
   * @throws ValidationError, or rejects with one
   */
  clean(value: unknown, _initial?: unknown): Awaitable<T> {
    return whenReady(this.toPython(value), (converted) =>
      whenReady(this.validate(converted), () => whenReady(this.runValidators(converted), () => converted)),
    );
  }

  /** Clean what a bound field has, as its form does. */
  cleanBoundField(bound: BoundField): Awaitable<T> {
    return this.clean(this.disabled ? bound.initial : bound.data);
  }

  /** The value to show in a bound form. */
  boundData(data: unknown, initial: unknown): unknown {
    return this.disabled ? initial : data;
  }

  /** Whether submitted data differs from the initial value. */
  hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    try {
      return !isSame(initial ?? '', this.toPython(data) ?? '');
    } catch (error) {
      if (error instanceof ValidationError) return true;
      throw error;
    }
  }

  /** Whether `prepare()` has nothing left to do. */
  get isPrepared(): boolean {
    return true;
  }

  /** Load what has to be there before the field is drawn: the choices that a database holds. */
  prepare(): Awaitable<void> {}

  /** An error of this field: its text by kind, in the active language. */
  protected error(kind: string, params?: ValidationParams): ValidationError {
    return invalid(translated(this.errorMessages[kind] ?? kind), kind, params);
  }
}

function invalid(text: string, code: string, params: ValidationParams | undefined): ValidationError {
  return new ValidationError(text, params === undefined ? { code } : { code, params });
}
