import type { Text } from '../../utils/translation/lazy.ts';
import { failure, type ValidatorOptions } from './messages.ts';
import { CallableValidator, trimArgs } from './validator.ts';

export interface FileExtensionValidatorOptions extends ValidatorOptions {
  /** Extensions without a dot, in any case; every one is taken when there is no list. */
  allowedExtensions?: readonly string[];
}

/** A file's name ends in one of the extensions: `new FileExtensionValidator({ allowedExtensions: ['pdf'] })`. */
export class FileExtensionValidator extends CallableValidator {
  static readonly message: string =
    'File extension “%(extension)s” is not allowed. Allowed extensions are: %(allowed_extensions)s.';
  static readonly code: string = 'invalid_extension';

  readonly allowedExtensions: readonly string[] | undefined;
  readonly message: Text;
  readonly code: string;

  constructor(options: FileExtensionValidatorOptions = {}) {
    super();
    this.allowedExtensions = options.allowedExtensions?.map((extension) => extension.toLowerCase());
    this.message = options.message ?? new.target.message;
    this.code = options.code ?? new.target.code;
  }

  validate(value: unknown): void {
    const extension = extensionOf(String((value as { name?: unknown }).name ?? ''));
    if (this.allowedExtensions === undefined || this.allowedExtensions.includes(extension)) return;
    const allowed = this.allowedExtensions.join(', ');
    throw failure(this.message, this.code, { extension, allowed_extensions: allowed, value });
  }

  protected constructorArgs(): readonly unknown[] {
    const own = this.constructor as typeof FileExtensionValidator;
    return trimArgs([
      {
        allowedExtensions: this.allowedExtensions,
        message: this.message === own.message ? undefined : this.message,
        code: this.code === own.code ? undefined : this.code,
      },
    ]);
  }
}

/** `'photo.JPG'` has `'jpg'`; `'.profile'` and `'README'` have none. */
function extensionOf(name: string): string {
  const base = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const dot = base.lastIndexOf('.');
  return dot <= 0 ? '' : base.slice(dot + 1).toLowerCase();
}

/** Vector images are left out: they can carry scripts. */
const IMAGE_EXTENSIONS =
  'apng avif bmp cur dds gif heic heif icns ico j2c j2k jfif jp2 jpe jpeg jpg jpx jxl ktx pbm pgm png pnm ppm psd tga tif tiff webp';

/** Checks that a file is named as an image whose format can be read. */
export const validateImageFileExtension = new FileExtensionValidator({
  allowedExtensions: IMAGE_EXTENSIONS.split(' '),
});
