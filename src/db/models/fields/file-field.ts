import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { File } from '../../../core/files/file.ts';
import { validateFileName } from '../../../core/files/file-names.ts';
import type { Storage } from '../../../core/files/storage.ts';
import { storages } from '../../../core/files/storages.ts';
import { strftime } from '../../../utils/strftime.ts';
import { now } from '../../../utils/timezone.ts';
import { wallClockOf } from '../../../utils/wall-clock.ts';
import { isInstance } from '../is-instance.ts';
import type { AnyModel } from '../model.ts';
import { Field, isExpression } from './field.ts';
import { FieldFile } from './field-file.ts';
import type { FieldOptions } from './options.ts';
import { textOf } from './to-text.ts';

export interface FileFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Folder in the storage, with parts of the date in it (`'photos/%Y/%m'`), or a function that gives the whole name. */
  uploadTo?: string | ((instance: never, filename: string) => string);
  /** Where files are kept, or a function that gives it; the default storage otherwise. */
  storage?: Storage | (() => Storage) | null;
  maxLength?: number;
}

/** A file in a storage; the column holds its name. */
export class FileField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    uploadTo: '',
    storage: null,
    maxLength: 100,
  };
  static override readonly description: string = 'File';
  override readonly buildsValue: boolean = true;
  readonly uploadTo: string | ((instance: never, filename: string) => string);
  readonly maxLength: number;
  readonly #storage: FileFieldOptions['storage'];

  constructor(options: FileFieldOptions = {}) {
    super(options);
    this.uploadTo = options.uploadTo ?? '';
    this.maxLength = options.maxLength ?? 100;
    this.#storage = options.storage;
  }

  get storage(): Storage {
    if (typeof this.#storage === 'function') return this.#storage();
    return this.#storage ?? storages.get('default');
  }

  override getInternalType(): string {
    return 'FileField';
  }

  override buildValue(instance: AnyModel, value: unknown): FieldFile {
    if (value instanceof FieldFile)
      return value.instance === instance ? value : this.makeFile(instance, value.name);
    return this.makeFile(instance, value instanceof File ? value : typeof value === 'string' ? value : null);
  }

  protected makeFile(instance: AnyModel, value: string | File | null): FieldFile {
    return new FieldFile(instance, this, value);
  }

  /** The value as a FieldFile, whatever was assigned: a name, an upload, null. */
  override valueFromObject(instance: AnyModel): unknown {
    const own = instance as unknown as Record<string, unknown>;
    const held = own[this.name];
    if (isExpression(held)) return held;
    if (held instanceof FieldFile && held.instance === instance) return held;
    const file = this.buildValue(instance, held);
    own[this.name] = file;
    return file;
  }

  /** Write an upload to the storage; a promise when there is one. */
  override preSave(instance: AnyModel, _add: boolean): unknown {
    const file = this.valueFromObject(instance);
    if (!(file instanceof FieldFile) || file.pending === undefined) return file;
    return file.commit().then(() => file);
  }

  override getPrepValue(value: unknown): unknown {
    if (value === null || value === undefined || isExpression(value)) return value ?? null;
    return textOf(value);
  }

  /** Name for an upload: the folder of `uploadTo`, or what its function says. @throws SuspiciousFileOperation */
  generateFilename(instance: AnyModel, filename: string): string {
    const name =
      typeof this.uploadTo === 'function'
        ? this.uploadTo(instance as never, filename)
        : below(strftime(wallClockOf(now()), this.uploadTo), filename);
    validateFileName(name.replaceAll('\\', '/'), { allowRelativePath: true });
    return this.storage.generateFilename(name);
  }

  /** Forms: `undefined` leaves the file, `false` takes it away. */
  override saveFormData(instance: AnyModel, data: unknown): void {
    if (data === undefined || data === null) return;
    (instance as unknown as Record<string, unknown>)[this.name] = data === false ? '' : data;
  }

  override isEmpty(value: unknown): boolean {
    return value instanceof FieldFile ? value.name === '' : super.isEmpty(value);
  }

  override getDefault(): unknown {
    const value = super.getDefault();
    return isInstance(value) ? null : value;
  }

  override check(): CheckMessage[] {
    const found = super.check();
    const error = (message: string, id: string, hint?: string) =>
      found.push(new CheckError(message, { obj: this, id, ...(hint === undefined ? {} : { hint }) }));
    if (this.options.primaryKey !== undefined) {
      error("'primaryKey' is not a valid argument for a FileField.", 'fields.E201');
    }
    if (typeof this.uploadTo === 'string' && this.uploadTo.startsWith('/')) {
      error(
        "FileField's 'uploadTo' argument must be a relative path, not an absolute path.",
        'fields.E202',
        'Remove the leading slash.',
      );
    }
    return found;
  }
}

/** The name in its folder, as it is: what leads out of the folder is to be seen. */
function below(folder: string, name: string): string {
  return folder === '' || folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`;
}
