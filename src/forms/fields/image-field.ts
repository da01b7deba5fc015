import type { File } from '../../core/files/file.ts';
import { validateImageFileExtension } from '../../core/validators/file-extension-validator.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { Attrs } from '../attrs.ts';
import { FileInput } from '../widgets/file-input.ts';
import type { Widget } from '../widgets/widget.ts';
import { FileField } from './file-field.ts';

/** Formats that only look like pictures: an SVG is a document that can carry scripts. */
const NO_PICTURES: ReadonlySet<string | undefined> = new Set(['svg', undefined]);

/** An uploaded picture: the file has to hold one, whatever its name says. */
export class ImageField<T = File | false | null> extends FileField<T> {
  static override readonly defaultErrorMessages = {
    invalid_image:
      'Upload a valid image. The file you uploaded was either not an image or a corrupted image.',
  };
  static override readonly defaultValidators: readonly Validator<never>[] = [validateImageFileExtension];

  override toPython(data: unknown): Awaitable<T> {
    return whenReady(super.toPython(data), async (file) => {
      if (file !== null && !(await isPicture(file as File))) throw this.error('invalid_image');
      return file;
    });
  }

  protected override widgetAttrs(widget: Widget): Attrs {
    const attrs = super.widgetAttrs(widget);
    if (widget instanceof FileInput && !('accept' in widget.attrs)) attrs['accept'] = 'image/*';
    return attrs;
  }
}

async function isPicture(file: File): Promise<boolean> {
  const [{ imageSize }, content] = await Promise.all([import('image-size'), file.read()]);
  try {
    return !NO_PICTURES.has(imageSize(content).type);
  } catch {
    return false;
  }
}
