import { ValidationError } from '../../core/errors/validation-error.ts';
import type { File } from '../../core/files/file.ts';
import { lengthOf } from '../../core/validators/text-length.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { ngettext } from '../../utils/translation/gettext.ts';
import type { BoundField } from '../bound-field.ts';
import { isTrue } from '../is-true.ts';
import { ClearableFileInput, FILE_INPUT_CONTRADICTION } from '../widgets/clearable-file-input.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { Field, type FieldOptions } from './field.ts';

export interface FileFieldOptions extends FieldOptions {
  /** Greatest length of the file's name. */
  maxLength?: number | null;
  allowEmptyFile?: boolean;
}

/**
 * An uploaded file. Without a new file the initial one stays; false when the present file is to be removed, null when there
 * is none.
 */
export class FileField<T = File | false | null> extends Field<T> {
  static override readonly widget: WidgetClass = ClearableFileInput;
  static override readonly defaultErrorMessages: Readonly<Record<string, string>> = {
    invalid: 'No file was submitted. Check the encoding type on the form.',
    missing: 'No file was submitted.',
    empty: 'The submitted file is empty.',
    contradiction: 'Please either submit a file or check the clear checkbox, not both.',
  };
  readonly maxLength: number | null;
  readonly allowEmptyFile: boolean;

  constructor(options: FileFieldOptions = {}) {
    super(options);
    this.maxLength = options.maxLength ?? null;
    this.allowEmptyFile = options.allowEmptyFile ?? false;
  }

  override toPython(data: unknown): Awaitable<T> {
    if (this.isEmpty(data)) return null as T;
    if (!isFile(data)) throw this.error('invalid');
    const length = lengthOf(data.name ?? '');
    if (this.maxLength !== null && length > this.maxLength) throw this.tooLong(this.maxLength, length);
    if (length === 0) throw this.error('invalid');
    if (!this.allowEmptyFile && !data.size) throw this.error('empty');
    return data as T;
  }

  private tooLong(max: number, length: number): ValidationError {
    const text =
      this.errorMessages['max_length'] ??
      ngettext(
        'Ensure this filename has at most %(max)d character (it has %(length)d).',
        'Ensure this filename has at most %(max)d characters (it has %(length)d).',
        max,
      );
    return new ValidationError(text, { code: 'max_length', params: { max, length } });
  }

  /** @param initial the stored file, which stays when no new one was sent */
  override clean(data: unknown, initial: unknown = null): Awaitable<T> {
    if (data === FILE_INPUT_CONTRADICTION) throw this.error('contradiction');
    if (data === false && !this.required) return false as T;
    const file = data === false ? null : data;
    if (!file && isTrue(initial)) return initial as T;
    return super.clean(file);
  }

  override cleanBoundField(bound: BoundField): Awaitable<T> {
    return this.clean(this.disabled ? bound.initial : bound.data, bound.initial);
  }

  override boundData(_data: unknown, initial: unknown): unknown {
    return initial;
  }

  override hasChanged(_initial: unknown, data: unknown): boolean {
    return !this.disabled && data !== null && data !== undefined;
  }
}

function isFile(value: unknown): value is File {
  return typeof value === 'object' && value !== null && 'name' in value && 'size' in value;
}
