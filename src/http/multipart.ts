import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { Dicer } from '@fastify/busboy';
import { settings } from '../conf/configure.ts';
import { TooManyFieldsSent, TooManyFilesSent } from '../core/errors/requests.ts';
import { sanitizeUploadName } from '../core/files/sanitize-upload-name.ts';
import { UploadWriter } from '../core/files/upload-writer.ts';
import type { UploadedFile } from '../core/files/uploaded-file.ts';
import { parseHeaderParameters } from '../utils/header-parameters.ts';
import { MultiValueDict } from '../utils/multi-value-dict.ts';
import { decodeBytes } from '../utils/text-encoding.ts';
import { MultiPartParserError } from './multipart-error.ts';
import { QueryDict } from './query-dict.ts';
import { assertBodySize } from './request-body.ts';
import { utf8Of } from './request-target.ts';

export interface MultipartForm {
  POST: QueryDict;
  FILES: MultiValueDict<UploadedFile>;
}

type PartStream = Dicer.PartStream;
type PartHeaders = Readonly<Record<string, string[] | undefined>>;

/** Reads a `multipart/form-data` body while it comes in: fields into memory, files as `UploadWriter` has it. */
class MultipartReader {
  readonly #fields: [string, string][] = [];
  readonly #files: [string, UploadedFile][] = [];
  readonly #writers = new Set<UploadWriter>();
  readonly #parts: Promise<void>[] = [];
  /** Parts whose end never came. */
  readonly #cutShort = new WeakSet<PartStream>();
  readonly #encoding: string;
  #memory = 0;
  #fieldCount = 0;
  #fileCount = 0;
  #seenParts = 0;
  #failure: { error: unknown } | undefined;
  /** Ends the reading with a failure. */
  #stop: (failure: unknown) => void = () => undefined;

  constructor(encoding: string) {
    this.#encoding = encoding;
  }

  async read(body: Readable, boundary: string): Promise<MultipartForm> {
    const dicer = new Dicer({ boundary, maxHeaderPairs: 100 });
    let cutShort = false;
    dicer.on('part', (part) => this.#parts.push(this.#readPart(part)));
    dicer.on('error', () => {
      cutShort = true;
    });
    try {
      await this.#feed(body, dicer);
      await Promise.all(this.#parts);
      if (this.#failure !== undefined) throw this.#failure.error;
      if (this.#seenParts === 0 && cutShort) {
        throw new MultiPartParserError('Invalid multipart body: the boundary of the header never comes.');
      }
    } catch (error) {
      for (const [, file] of this.#files) file.close();
      throw error;
    } finally {
      for (const writer of this.#writers) writer.discard();
    }
    return this.#form();
  }

  /** Hand the body on, no faster than it is taken, until its end or a failure. */
  #feed(body: Readable, dicer: Dicer): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#stop = (failure) => {
        body.unpipe(dicer);
        reject(failure);
      };
      dicer.once('finish', resolve);
      dicer.once('error', () => resolve());
      body.once('error', this.#stop);
      body.pipe(dicer);
    });
  }

  /** A part that fails is read past, and ends the reading; one that the body's end cuts short is left out. */
  async #readPart(part: PartStream): Promise<void> {
    this.#seenParts += 1;
    part.on('error', () => this.#cutShort.add(part));
    try {
      const [headers] = (await once(part, 'header')) as [PartHeaders];
      await this.#takePart(part, headers);
    } catch (error) {
      part.resume();
      if (this.#cutShort.has(part)) return;
      this.#failure ??= { error };
      this.#stop(error);
    }
  }

  async #takePart(part: PartStream, headers: PartHeaders): Promise<void> {
    const [, disposition] = parseHeaderParameters(utf8Of(headers['content-disposition']?.[0] ?? ''));
    const name = disposition['name']?.trim();
    if (name === undefined || name === '') {
      part.resume();
    } else if (disposition['filename']) {
      await this.#takeFile(part, name, disposition['filename'], headers['content-type']?.[0] ?? '');
    } else {
      await this.#takeField(part, name);
    }
  }

  async #takeField(part: PartStream, name: string): Promise<void> {
    const limit = settings.DATA_UPLOAD_MAX_NUMBER_FIELDS;
    if (limit !== null && ++this.#fieldCount > limit) {
      throw new TooManyFieldsSent(
        'The number of GET/POST parameters exceeded settings.DATA_UPLOAD_MAX_NUMBER_FIELDS.',
      );
    }
    this.#addMemory(name.length + 2);
    const chunks: Buffer[] = [];
    for await (const chunk of part as AsyncIterable<Buffer>) {
      this.#addMemory(chunk.length);
      chunks.push(chunk);
    }
    if (!this.#cutShort.has(part))
      this.#fields.push([name, decodeBytes(Buffer.concat(chunks), this.#encoding)]);
  }

  async #takeFile(part: PartStream, name: string, filename: string, type: string): Promise<void> {
    const limit = settings.DATA_UPLOAD_MAX_NUMBER_FILES;
    if (limit !== null && ++this.#fileCount > limit) {
      throw new TooManyFilesSent('The number of files exceeded settings.DATA_UPLOAD_MAX_NUMBER_FILES.');
    }
    const safeName = sanitizeUploadName(filename);
    if (safeName === undefined) {
      part.resume();
      return;
    }
    const [contentType, { charset, ...contentTypeExtra }] = parseHeaderParameters(utf8Of(type));
    const writer = new UploadWriter(safeName, {
      contentType,
      contentTypeExtra,
      ...(charset === undefined ? {} : { charset }),
    });
    this.#writers.add(writer);
    for await (const chunk of part as AsyncIterable<Buffer>) {
      if (!writer.write(chunk)) await writer.drained();
    }
    if (this.#cutShort.has(part)) return;
    this.#files.push([name, await writer.finish()]);
    this.#writers.delete(writer);
  }

  #addMemory(bytes: number): void {
    this.#memory += bytes;
    assertBodySize(this.#memory);
  }

  #form(): MultipartForm {
    const POST = new QueryDict('', { mutable: true, encoding: this.#encoding });
    for (const [name, value] of this.#fields) POST.appendlist(name, value);
    const FILES = new MultiValueDict<UploadedFile>();
    for (const [name, file] of this.#files) FILES.appendlist(name, file);
    return { POST: QueryDict.fromLists(POST.lists(), { encoding: this.#encoding }), FILES };
  }
}

/**
 * Read a `multipart/form-data` body.
 * @throws MultiPartParserError, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
 */
export async function readMultipart(
  body: Readable,
  contentType: string,
  encoding: string = settings.DEFAULT_CHARSET,
): Promise<MultipartForm> {
  const [, { boundary = '' }] = parseHeaderParameters(contentType);
  if (!/^[\x20-\x7e]{0,199}[\x21-\x7e]$/.test(boundary)) {
    throw new MultiPartParserError(
      `Invalid boundary in multipart: ${boundary === '' ? 'none' : boundary.slice(0, 80)}.`,
    );
  }
  return new MultipartReader(encoding).read(body, boundary);
}
