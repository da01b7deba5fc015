import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { allValues, type DataSource } from '../data-source.ts';
import { isTrue } from '../is-true.ts';
import { Input } from './input.ts';
import type { WidgetOptions } from './widget.ts';

/** `<input type="file">`. A subclass with `static allowMultipleSelected = true` takes several files. */
export class FileInput extends Input {
  static readonly allowMultipleSelected: boolean = false;
  override inputType = 'file';
  override templateName = 'django/forms/widgets/file.html';

  constructor(options: WidgetOptions = {}) {
    super(options);
    if (new.target.allowMultipleSelected) this.attrs['multiple'] ??= true;
    else if (this.attrs['multiple']) {
      throw new ImproperlyConfigured(
        `${new.target.name} takes one file, and was given the attribute "multiple".`,
        'Use a subclass with `static allowMultipleSelected = true`, and a field that cleans a list.',
      );
    }
  }

  override get needsMultipartForm(): boolean {
    return true;
  }

  /** Browsers let nobody fill in a file. */
  override formatValue(_value: unknown): unknown {
    return null;
  }

  override valueFromDatadict(_data: DataSource, files: DataSource, name: string): unknown {
    const several = (this.constructor as typeof FileInput).allowMultipleSelected;
    return several ? allValues(files, name) : files.get(name);
  }

  override valueOmittedFromData(_data: DataSource, files: DataSource, name: string): boolean {
    return !files.has(name);
  }

  override useRequiredAttribute(initial: unknown): boolean {
    return super.useRequiredAttribute(initial) && !isTrue(initial);
  }
}
