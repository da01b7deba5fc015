import { createReadStream, type ReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { Readable } from 'node:stream';
import { contentDispositionHeader } from '../utils/content-disposition.ts';
import { mimeTypeOf } from '../utils/mime-type.ts';
import type { ResponseOptions } from './response-base.ts';
import { StreamingHttpResponse } from './streaming-response.ts';

export interface FileResponseOptions extends ResponseOptions {
  /** Have the browser save it in place of showing it. */
  asAttachment?: boolean;
  /** Name to save it as; that of the file unless given. */
  filename?: string;
}

/** A file: `new FileResponse('/srv/report.pdf', { asAttachment: true })`, or its bytes, or a stream of them. */
export class FileResponse extends StreamingHttpResponse {
  constructor(file: string | Uint8Array | Readable, options: FileResponseOptions = {}) {
    const { asAttachment = false, filename = nameOf(file), ...rest } = options;
    const known = filename === undefined ? undefined : mimeTypeOf(filename);
    const size = sizeOf(file);
    super(streamOf(file), { contentType: known ?? 'application/octet-stream', ...rest });
    if (size !== undefined) this.headers.set('Content-Length', size);
    const disposition = contentDispositionHeader(asAttachment, filename);
    if (disposition !== undefined) this.headers.setdefault('Content-Disposition', disposition);
    this.onClose(() => {
      if (this.streamingContent instanceof Readable) this.streamingContent.destroy();
    });
  }
}

function streamOf(file: string | Uint8Array | Readable): Readable | [Uint8Array] {
  if (typeof file === 'string') return createReadStream(file);
  return file instanceof Uint8Array ? [file] : file;
}

/** A stream that was opened on a file knows its name. */
function nameOf(file: string | Uint8Array | Readable): string | undefined {
  const source = typeof file === 'string' ? file : (file as Partial<ReadStream>).path;
  return typeof source === 'string' ? path.basename(source) : undefined;
}

/** @throws ENOENT for a path where no file is */
function sizeOf(file: string | Uint8Array | Readable): number | undefined {
  if (typeof file === 'string') return statSync(file).size;
  return file instanceof Uint8Array ? file.length : undefined;
}
