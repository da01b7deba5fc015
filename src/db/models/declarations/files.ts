import type { FieldFile } from '../fields/field-file.ts';
import { FileField as FileFieldClass, type FileFieldOptions } from '../fields/file-field.ts';
import {
  ImageField as ImageFieldClass,
  type ImageFieldFile,
  type ImageFieldOptions,
} from '../fields/image-field.ts';
import { declareField } from '../frames.ts';
import type { Exactly } from '../types/field-value.ts';

/** A file: `report = models.FileField({ uploadTo: 'reports/%Y/%m' })`. Without a file the value is there, and its name empty. */
export function FileField<const O extends FileFieldOptions<string>>(
  options?: Exactly<O, FileFieldOptions>,
): FieldFile {
  return declareField(FileFieldClass, options) as FieldFile;
}

/** A picture: `photo = models.ImageField({ uploadTo: 'photos', blank: true })`. */
export function ImageField<const O extends ImageFieldOptions<string>>(
  options?: Exactly<O, ImageFieldOptions>,
): ImageFieldFile {
  return declareField(ImageFieldClass, options) as ImageFieldFile;
}
