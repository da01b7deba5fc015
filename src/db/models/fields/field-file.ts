import { File } from '../../../core/files/file.ts';
import type { Storage } from '../../../core/files/storage.ts';
import { TRUTH } from '../../../utils/truth.ts';
import { ModelValueError } from '../errors.ts';
import type { AnyModel } from '../model.ts';
import type { FileField } from './file-field.ts';

/**
 * The value of a FileField: the name that is stored, and what can be done with the file behind it. Without a file its name
 * is `''`, and it counts as false in a template.
 */
export class FieldFile {
  readonly instance: AnyModel;
  readonly field: FileField;
  /** Name in the storage; `''` when there is no file. */
  name: string;
  #pending: File | undefined;

  constructor(instance: AnyModel, field: FileField, value: string | File | null) {
    this.instance = instance;
    this.field = field;
    this.#pending = value instanceof File ? value : undefined;
    this.name = value instanceof File ? value.name : (value ?? '');
  }

  get storage(): Storage {
    return this.field.storage;
  }

  /** Where a browser finds it. @throws ModelValueError when there is no file */
  get url(): string {
    return this.storage.url(this.#required());
  }

  /** Where it is on this machine. @throws ModelValueError when there is no file */
  get path(): string {
    return this.storage.path(this.#required());
  }

  /** A file that was assigned and waits for the instance to be saved. */
  get pending(): File | undefined {
    return this.#pending;
  }

  /** Put another file in its place; it is written when the instance is saved. */
  set(file: File): void {
    this.#pending = file;
    this.name = file.name;
  }

  /** In bytes. */
  async size(): Promise<number> {
    return this.#pending?.size ?? this.storage.size(this.#required());
  }

  async open(): Promise<File> {
    return this.#pending ?? this.storage.open(this.#required());
  }

  async read(): Promise<Buffer> {
    return (await this.open()).read();
  }

  /** The content in pieces, so that a large file needs little memory. */
  async *chunks(): AsyncIterable<Buffer> {
    yield* (await this.open()).chunks();
  }

  /**
   * Write a file under the field's `uploadTo` and take its name.
   * @param options.save save the instance, too; true unless said otherwise
   */
  async save(
    name: string,
    content: File | string | Uint8Array,
    options: { save?: boolean } = {},
  ): Promise<void> {
    const target = this.field.generateFilename(this.instance, name);
    this.name = await this.storage.save(target, content, { maxLength: this.field.maxLength });
    this.#pending = undefined;
    this.#hold();
    if (options.save ?? true) await this.instance.save();
  }

  /** Delete the file, and save the instance without it. */
  async delete(options: { save?: boolean } = {}): Promise<void> {
    if (this.name === '') return;
    if (this.#pending === undefined) await this.storage.delete(this.name);
    this.name = '';
    this.#pending = undefined;
    this.#hold();
    if (options.save ?? true) await this.instance.save();
  }

  /** Write what was assigned; called when the instance is saved. */
  async commit(): Promise<void> {
    if (this.#pending !== undefined) await this.save(this.name, this.#pending, { save: false });
  }

  /** The instance shall hold this object, so that its name is the one that is saved. */
  #hold(): void {
    (this.instance as unknown as Record<string, unknown>)[this.field.name] = this;
  }

  #required(): string {
    if (this.name !== '') return this.name;
    throw new ModelValueError(
      `The '${this.field.name}' attribute has no file associated with it.`,
      'Look at its name first.',
    );
  }

  [TRUTH](): boolean {
    return this.name !== '';
  }

  toString(): string {
    return this.name;
  }

  toJSON(): string {
    return this.name;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this.constructor.name}: ${this.name || 'None'}>`;
  }
}
