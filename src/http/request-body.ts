import type { Readable } from 'node:stream';
import { settings } from '../conf/configure.ts';
import { RequestDataTooBig } from '../core/errors/requests.ts';
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
