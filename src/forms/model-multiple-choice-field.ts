import { FrameworkError } from '../core/errors/framework-error.ts';
import { ValidationError } from '../core/errors/validation-error.ts';
import type { Field as ModelField } from '../db/models/fields/field.ts';
import type { AnyModel } from '../db/models/model.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import type { Choice } from './choices.ts';
import { ModelChoiceField, type ModelChoiceFieldOptions } from './model-choice-field.ts';
import { MultipleHiddenInput } from './widgets/multiple-hidden-input.ts';
import { SelectMultiple } from './widgets/select.ts';
import type { WidgetClass } from './widgets/widget.ts';

/** Several rows of a table; the cleaned value is a list of the objects. */
export class ModelMultipleChoiceField<M extends AnyModel = AnyModel, T = M[]> extends ModelChoiceField<M, T> {
  static override readonly widget: WidgetClass = SelectMultiple;
  static override readonly hiddenWidget: WidgetClass = MultipleHiddenInput;
  static override readonly defaultErrorMessages = {
    invalid_list: 'Enter a list of values.',
    invalid_choice: 'Select a valid choice. %(value)s is not one of the available choices.',
    invalid_pk_value: '“%(pk)s” is not a valid value.',
  };

  constructor(options: Omit<ModelChoiceFieldOptions<M>, 'emptyLabel' | 'blank'>) {
    super({ ...options, emptyLabel: null });
  }

  protected override emptyChoices(): readonly Choice[] {
    return [];
  }

  override prepareValue(value: unknown): unknown {
    return Array.isArray(value) ? value.map((item) => super.prepareValue(item)) : super.prepareValue(value);
  }

  override toPython(value: unknown): Awaitable<T> {
    if (!Array.isArray(value) || value.length === 0) return [] as T;
    return this.findAll(this.keys(value)) as Awaitable<T>;
  }

  override clean(value: unknown): Awaitable<T> {
    const keys = this.prepareValue(value);
    if (this.isEmpty(keys)) {
      if (this.required) throw this.error('required');
      return [] as T;
    }
    if (!Array.isArray(keys)) throw this.error('invalid_list');
    return this.cleanAll(this.keys(keys)) as Awaitable<T>;
  }

  private async cleanAll(keys: readonly unknown[]): Promise<M[]> {
    const objects = await this.findAll(keys);
    await this.runValidators(objects);
    return objects;
  }

  /** The objects of all keys. @throws ValidationError for the first key without one */
  private async findAll(keys: readonly unknown[]): Promise<M[]> {
    const objects: readonly M[] = await this.allowed.filter({ [`${this.keyName}__in`]: keys } as never);
    const found = new Set(objects.map((object) => String(super.prepareValue(object))));
    for (const key of keys) {
      if (!found.has(String(key))) throw this.error('invalid_choice', { value: key });
    }
    return [...objects];
  }

  /** Keys in the type of the field they belong to, each once. @throws ValidationError for one that cannot be a key */
  private keys(given: readonly unknown[]): unknown[] {
    const field = this.queryset.model._meta.getField(this.keyName) as ModelField;
    const keys = given.map((value) => {
      try {
        return field.toPython(super.prepareValue(value));
      } catch (error) {
        if (
          error instanceof ValidationError ||
          error instanceof FrameworkError ||
          error instanceof TypeError
        ) {
          throw this.error('invalid_pk_value', { pk: value });
        }
        throw error;
      }
    });
    return [...new Set(keys)];
  }

  private get keyName(): string {
    return this.toFieldName ?? this.queryset.model._meta.pk.name;
  }

  /** The order makes no difference. */
  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    const texts = (value: unknown) =>
      new Set(((this.prepareValue(value ?? []) ?? []) as unknown[]).map(String));
    const before = texts(initial);
    const after = texts(data);
    return before.size !== after.size || [...after].some((key) => !before.has(key));
  }
}
