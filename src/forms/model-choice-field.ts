import { ObjectDoesNotExist } from '../core/errors/object-does-not-exist.ts';
import { ValidationError } from '../core/errors/validation-error.ts';
import { ModelValueError } from '../db/models/errors.ts';
import { isInstance } from '../db/models/is-instance.ts';
import type { AnyModel } from '../db/models/model.ts';
import type { QuerySet } from '../db/models/types/query-set.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import type { Choice, ChoiceList } from './choices.ts';
import { Field, type FieldOptions } from './fields/field.ts';
import { freshQuery, keyOf, limited, type ModelRows } from './model-choices.ts';
import { ChoiceWidget } from './widgets/choice-widget.ts';
import { RadioSelect } from './widgets/radio-select.ts';
import { Select } from './widgets/select.ts';
import type { Widget, WidgetClass } from './widgets/widget.ts';

export interface ModelChoiceFieldOptions<M extends AnyModel> extends FieldOptions {
  /** Rows to choose from. */
  queryset: ModelRows<M>;
  /** Text of the empty choice; null for none. */
  emptyLabel?: string | null;
  /** Field that stands for an object in the form, in place of its primary key. */
  toFieldName?: string | null;
  /** Lookups that narrow the rows, or a function that gives them. */
  limitChoicesTo?: unknown;
  /** Whether radio buttons offer an empty choice. */
  blank?: boolean;
}

/** One row of a table. Its choices are read from the database when the form is drawn; the cleaned value is the object. */
export class ModelChoiceField<M extends AnyModel = AnyModel, T = M | null> extends Field<T> {
  static override readonly widget: WidgetClass = Select;
  static override readonly defaultErrorMessages: Readonly<Record<string, string>> = {
    invalid_choice: 'Select a valid choice. That choice is not one of the available choices.',
  };
  emptyLabel: string | null;
  readonly toFieldName: string | null;
  readonly limitChoicesTo: unknown;
  readonly blank: boolean;
  #rows: QuerySet<M>;
  #choices: readonly Choice[] | undefined;

  constructor(options: ModelChoiceFieldOptions<M>) {
    super(options);
    this.emptyLabel = options.emptyLabel === undefined ? '---------' : options.emptyLabel;
    this.toFieldName = options.toFieldName ?? null;
    this.limitChoicesTo = options.limitChoicesTo ?? null;
    this.blank = options.blank ?? false;
    this.#rows = freshQuery(options.queryset);
  }

  /** The rows to choose from; may be replaced, for example in the form's constructor. */
  get queryset(): QuerySet<M> {
    return this.#rows;
  }

  set queryset(rows: ModelRows<M>) {
    this.#rows = freshQuery(rows);
    this.#choices = undefined;
  }

  /** The rows that count: those of `limitChoicesTo` among them. */
  protected get allowed(): QuerySet<M> {
    return limited(this.#rows, this.limitChoicesTo);
  }

  /** The choices as far as they are loaded: `prepare()` does that. */
  get choices(): ChoiceList {
    return [...this.emptyChoices(), ...(this.#choices ?? [])];
  }

  protected emptyChoices(): readonly Choice[] {
    const decided = this.required && this.initial !== null;
    const radios = this.widget instanceof RadioSelect && !this.blank;
    return this.emptyLabel === null || decided || radios ? [] : [['', this.emptyLabel]];
  }

  override get isPrepared(): boolean {
    return this.#choices !== undefined || !(this.widget instanceof ChoiceWidget);
  }

  override prepare(): Awaitable<void> {
    return this.isPrepared ? undefined : this.#load();
  }

  async #load(): Promise<void> {
    const objects = await this.allowed;
    this.#choices = objects.map((object) => [this.prepareValue(object), this.labelFromInstance(object)]);
    this.widgetAdopted(this.widget);
  }

  protected override widgetAdopted(widget: Widget): void {
    if (widget instanceof ChoiceWidget) widget.choices = () => this.choices;
  }

  /** How an object is called among the choices; a subclass may say more. */
  labelFromInstance(object: M): string {
    return String(object);
  }

  override prepareValue(value: unknown): unknown {
    return keyOf(value, this.toFieldName);
  }

  override toPython(value: unknown): Awaitable<T> {
    if (this.isEmpty(value)) return null as T;
    return this.find(keyOf(value, this.toFieldName)) as Awaitable<T>;
  }

  private async find(key: unknown): Promise<M> {
    try {
      return await this.allowed.get({ [this.toFieldName ?? 'pk']: key } as never);
    } catch (error) {
      if (isNoMatch(error)) throw this.error('invalid_choice', { value: key });
      throw error;
    }
  }

  override validate(value: unknown): Awaitable<void> {
    if (this.required && !isInstance(value) && this.isEmpty(value)) throw this.error('required');
  }

  override runValidators(value: unknown): Awaitable<void> {
    return isInstance(value) || !this.isEmpty(value) ? super.runValidators(value) : undefined;
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    return String(this.prepareValue(initial ?? '')) !== String(data ?? '');
  }
}

/** The key leads to no row, or cannot be a key at all. */
function isNoMatch(error: unknown): boolean {
  return (
    error instanceof ObjectDoesNotExist ||
    error instanceof ModelValueError ||
    error instanceof ValidationError ||
    error instanceof TypeError ||
    error instanceof RangeError
  );
}
