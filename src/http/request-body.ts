import type { Readable } from 'node:stream';
import { settings } from '../conf/configure.ts';
import { BadRequest, RequestDataTooBig } from '../core/errors/requests.ts';
import type { UploadedFile } from '../core/files/uploaded-file.ts';
import type { MultiValueDict } from '../utils/multi-value-dict.ts';
import type { QueryDict } from './query-dict.ts';

/** What was read of a request before the middleware ran. */
export interface PreparedBody {
  /** The whole body, when it was kept. */
  readonly bytes?: Buffer | undefined;
  /** Fields and files of a multipart form. */
  readonly form?: { readonly POST: QueryDict; readonly FILES: MultiValueDict<UploadedFile> } | undefined;
  /** Why it could not be read; thrown when somebody asks for POST or FILES. */
  readonly error?: unknown;
}

/** @throws RequestDataTooBig for more than DATA_UPLOAD_MAX_MEMORY_SIZE */
export function assertBodySize(bytes: number): void {
  const limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE;
  if (limit !== null && bytes > limit) {
    throw new RequestDataTooBig('Request body exceeded settings.DATA_UPLOAD_MAX_MEMORY_SIZE.');
  }
}

/** The client went away, or the connection broke, before the whole body had come. */
export class UnreadablePostError extends BadRequest {
  constructor(cause: unknown) {
    super('The body of the request ended before its end.');
    this.cause = cause;
  }
}

/** What an error of reading a body means: a broken connection is nobody's mistake here. */
export function bodyError(error: unknown): unknown {
  const { code } = error as { code?: unknown };
  return code === 'ECONNRESET' || code === 'ERR_STREAM_PREMATURE_CLOSE'
    ? new UnreadablePostError(error)
    : error;
}

/**
 * Read a stream to its end.
 * @throws RequestDataTooBig as soon as too much has come
 */
export async function readBytes(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    size += chunk.length;
    assertBodySize(size);
    chunks.push(chunk);
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
}
