import { randomBytes } from 'node:crypto';

/** What a field of a form can be given as: text, a file (`new File([bytes], 'cat.png')`), or several of them. */
export type FormValue = string | number | bigint | boolean | Blob | readonly FormValue[];
export type FormFields = Readonly<Record<string, FormValue>>;
/** What a request can carry. An object is a form, or JSON when the content type says so. */
export type RequestData =
  | FormFields
  | string
  | Uint8Array
  | Readonly<Record<string, unknown>>
  | readonly unknown[];

export interface EncodedBody {
  bytes: Buffer;
  contentType: string;
}

export const MULTIPART = 'multipart/form-data';
const URLENCODED = 'application/x-www-form-urlencoded';

/**
 * The body of a request, encoded as its content type says: a form for the two kinds of forms, JSON for JSON, text and bytes as they are.
 * @throws TypeError for a field without a value, as a browser cannot send one
 */
export async function encodeBody(data: RequestData, contentType: string): Promise<EncodedBody> {
  if (typeof data === 'string' || data instanceof Uint8Array)
    return { bytes: Buffer.from(data as string), contentType };
  if (contentType === MULTIPART) return multipart(fieldsOf(data as FormFields));
  if (contentType.startsWith(URLENCODED))
    return { bytes: Buffer.from(urlencode(data as FormFields)), contentType };
  return { bytes: Buffer.from(JSON.stringify(data)), contentType };
}

/** `{ page: 2, tag: ['a', 'b'] }` is `page=2&tag=a&tag=b`. */
export function urlencode(fields: FormFields): string {
  const params = new URLSearchParams();
  for (const [name, value] of fieldsOf(fields)) params.append(name, String(value));
  return params.toString();
}

type Field = [name: string, value: string | Blob];

function fieldsOf(fields: FormFields): Field[] {
  return Object.entries(fields).flatMap(([name, value]) =>
    valuesOf(name, value).map((one): Field => [name, one]),
  );
}

function valuesOf(name: string, value: FormValue): (string | Blob)[] {
  if (value === null || value === undefined) {
    throw new TypeError(
      `The field '${name}' is ${value}, which a form cannot send. Did you mean to give an empty string or to leave the field out?`,
    );
  }
  if (Array.isArray(value)) return value.flatMap((one: FormValue) => valuesOf(name, one));
  return [value instanceof Blob ? value : String(value)];
}

async function multipart(fields: readonly Field[]): Promise<EncodedBody> {
  const boundary = `BoUnDaRy${randomBytes(12).toString('hex')}`;
  const parts = await Promise.all(fields.map((field) => part(boundary, field)));
  return {
    bytes: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `${MULTIPART}; boundary=${boundary}`,
  };
}

async function part(boundary: string, [name, value]: Field): Promise<Buffer> {
  const isFile = value instanceof Blob;
  const fileName = isFile ? `; filename="${quoted(value instanceof File ? value.name : 'blob')}"` : '';
  const head = [`--${boundary}`, `Content-Disposition: form-data; name="${quoted(name)}"${fileName}`];
  if (isFile) head.push(`Content-Type: ${value.type === '' ? 'application/octet-stream' : value.type}`);
  const content = isFile ? Buffer.from(await value.arrayBuffer()) : Buffer.from(value);
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), content, Buffer.from('\r\n')]);
}

/** As browsers write names in `Content-Disposition`. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, (c) => ({ '"': '%22', '\r': '%0D', '\n': '%0A' })[c]!);
}
