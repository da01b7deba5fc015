import { FrameworkError } from './framework-error.ts';

/** Bytes are no text of the encoding they were read in. */
export class DjangoUnicodeDecodeError extends FrameworkError {
  /** The bytes that were given. */
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array, encoding: string, options?: ErrorOptions) {
    super(
      'core.unicode-decode',
      `${bytes.length} bytes are no text in ${encoding}.`,
      'Name the encoding that they were written in.',
      options,
    );
    this.bytes = bytes;
  }
}
