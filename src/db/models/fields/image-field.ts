import type { File } from '../../../core/files/file.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { FieldFile } from './field-file.ts';
import { FileField, type FileFieldOptions } from './file-field.ts';

export interface ImageFieldOptions<T = unknown> extends FileFieldOptions<T> {
  /** Fields that get the picture's size, in pixels, whenever the instance is saved with a new one. */
  widthField?: string | null;
  heightField?: string | null;
}

export interface Dimensions {
  readonly width: number;
  readonly height: number;
}

/** The value of an ImageField. */
export class ImageFieldFile extends FieldFile {
  /** In pixels, read from the file; undefined for what is no picture. */
  async dimensions(): Promise<Dimensions | undefined> {
    const [{ imageSize }, content] = await Promise.all([import('image-size'), this.read()]);
    try {
      const { width, height } = imageSize(content);
      return { width, height };
    } catch {
      return undefined;
    }
  }
}

/** A FileField for pictures. */
export class ImageField extends FileField {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...FileField.optionDefaults,
    widthField: null,
    heightField: null,
  };
  static override readonly description: string = 'Image';
  readonly widthField: string | null;
  readonly heightField: string | null;

  constructor(options: ImageFieldOptions = {}) {
    super(options);
    this.widthField = options.widthField ?? null;
    this.heightField = options.heightField ?? null;
  }

  override contributeToClass(model: ModelClass, name: string): void {
    super.contributeToClass(model, name);
    if (this.widthField !== null || this.heightField !== null) this.beforeSave = this.#fillDimensions;
  }

  protected override makeFile(instance: AnyModel, value: string | File | null): ImageFieldFile {
    return new ImageFieldFile(instance, this, value);
  }

  /** Only a new picture is looked at; taking it away empties the fields. */
  #fillDimensions = async (instance: AnyModel): Promise<void> => {
    const file = this.valueFromObject(instance);
    if (!(file instanceof ImageFieldFile) || (file.name !== '' && file.pending === undefined)) return;
    const size = file.name === '' ? undefined : await file.dimensions();
    const own = instance as unknown as Record<string, unknown>;
    if (this.widthField !== null) own[this.widthField] = size?.width ?? null;
    if (this.heightField !== null) own[this.heightField] = size?.height ?? null;
  };
}
