import { ValidationError } from '../../core/errors/validation-error.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { catchInvalid, inOrder } from '../awaiting.ts';
import type { BoundField } from '../bound-field.ts';
import { isTrue } from '../is-true.ts';
import { unwrapField } from '../unwrap-field.ts';
import { MultiWidget } from '../widgets/multi-widget.ts';
import { Field, type FieldOptions } from './field.ts';

export interface MultiValueFieldOptions extends FieldOptions {
  /** A field for each part of the value. */
  fields: readonly (Field | BoundField)[];
  /** Whether every part has to be given; true by default. With false, each part's own `required` counts. */
  requireAllFields?: boolean;
}

/** A value that is put together of parts, each with a field of its own. A subclass has a `compress()`, and usually a MultiWidget. */
export abstract class MultiValueField<T> extends Field<T> {
  static override readonly defaultErrorMessages: Readonly<Record<string, string>> = {
    invalid: 'Enter a list of values.',
    incomplete: 'Enter a complete value.',
  };
  readonly fields: readonly Field[];
  readonly requireAllFields: boolean;

  constructor(options: MultiValueFieldOptions) {
    super(options);
    this.requireAllFields = options.requireAllFields ?? true;
    this.fields = options.fields.map(unwrapField);
    for (const field of this.fields) {
      field.errorMessages['incomplete'] ??= this.errorMessages['incomplete']!;
      if (this.disabled) field.disabled = true;
      if (this.requireAllFields) field.required = false;
    }
  }

  /** Put valid parts together; an empty list when nothing was given. */
  abstract compress(values: readonly unknown[]): Awaitable<T>;

  /** The parts validate themselves. */
  override validate(_value: unknown): Awaitable<void> {}

  override clean(value: unknown): Awaitable<T> {
    const given = this.disabled && !Array.isArray(value) ? this.decompress(value) : value;
    if (isTrue(given) && !Array.isArray(given) && !this.isEmpty(given)) throw this.error('invalid');
    const values: readonly unknown[] = Array.isArray(given) ? given : [];
    if (values.every((part) => this.isEmpty(part))) {
      if (this.required) throw this.error('required');
      return this.compress([]);
    }
    return whenReady(this.cleanParts(values), (parts) =>
      whenReady(this.compress(parts), (whole) =>
        whenReady(this.validate(whole), () => whenReady(this.runValidators(whole), () => whole)),
      ),
    );
  }

  /** Clean each part; all complaints come together, each text once. */
  private cleanParts(values: readonly unknown[]): Awaitable<readonly unknown[]> {
    const parts: unknown[] = [];
    const errors: ValidationError[] = [];
    const complain = (error: ValidationError) => {
      errors.push(
        ...error.errorList.filter((part) => !errors.some((known) => known.message === part.message)),
      );
    };
    const cleaning = inOrder(this.fields.entries(), ([index, field]) => {
      const part = values[index] ?? null;
      if (this.isEmpty(part)) {
        if (this.requireAllFields && this.required) throw this.error('required');
        if (!this.requireAllFields && field.required) {
          complain(new ValidationError(field.errorMessages['incomplete']!));
          return;
        }
      }
      return catchInvalid<void>(
        () => whenReady(field.clean(part), (clean) => void parts.push(clean)),
        complain,
      );
    });
    return whenReady(cleaning, () => {
      if (errors.length > 0) throw new ValidationError(errors);
      return parts;
    });
  }

  private decompress(value: unknown): readonly unknown[] {
    return this.widget instanceof MultiWidget ? this.widget.decompress(value) : [];
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    const after = partsOf(data);
    const before =
      initial === null || initial === undefined
        ? after.map(() => '')
        : Array.isArray(initial)
          ? (initial as readonly unknown[])
          : this.decompress(initial);
    return this.fields
      .slice(0, Math.min(before.length, after.length))
      .some((field, index) => partHasChanged(field, before[index], after[index]));
  }
}

/** The parts of a list; of a text, its characters. */
function partsOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return typeof value === 'string' ? [...value] : [];
}

function partHasChanged(field: Field, initial: unknown, data: unknown): boolean {
  try {
    return field.hasChanged(field.toPython(initial), data);
  } catch (error) {
    if (error instanceof ValidationError) return true;
    throw error;
  }
}
