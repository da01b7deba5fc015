/** Decode bytes; those that aren't of the encoding become U+FFFD. @throws RangeError for an encoding that isn't known */
export function decodeBytes(bytes: Uint8Array, encoding = 'utf-8'): string {
  if (isUtf8(encoding)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  return decoderOf(encoding).decode(bytes);
}

/**
 * Encode a text as UTF-8 or in an encoding of one byte per character (`iso-8859-15`, `windows-1252`).
 * @throws RangeError for an encoding that isn't known, or a character that it lacks
 */
export function encodeText(text: string, encoding = 'utf-8'): Buffer {
  if (isUtf8(encoding)) return Buffer.from(text);
  const table = tableOf(encoding);
  const bytes = Buffer.alloc(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = table.get(text[i]!);
    if (byte === undefined)
      throw new RangeError(`The character '${text[i]}' cannot be written in ${encoding}.`);
    bytes[i] = byte;
  }
  return bytes;
}

/** Whether the name is one of UTF-8's, or ASCII's, which is part of it. */
export function isUtf8(encoding: string): boolean {
  return /^(utf-?8|us-ascii|ascii)$/i.test(encoding);
}

const tables = new Map<string, ReadonlyMap<string, number>>();

/** Bytes by character. */
function tableOf(encoding: string): ReadonlyMap<string, number> {
  const decoder = decoderOf(encoding);
  let table = tables.get(decoder.encoding);
  if (table === undefined) {
    const all = decoder.decode(Uint8Array.from({ length: 256 }, (_, byte) => byte));
    if (all.length !== 256) throw new RangeError(`Text cannot be written in ${encoding}; use utf-8.`);
    table = new Map([...all].map((char, byte) => [char, byte]));
    tables.set(decoder.encoding, table);
  }
  return table;
}

/** Python's names that the web has otherwise. */
const WEB_NAMES: Readonly<Record<string, string>> = {
  'latin-1': 'iso-8859-1',
  'utf-16': 'utf-16le',
  cp949: 'euc-kr',
  'euc-jis': 'euc-jp',
};

function decoderOf(encoding: string): InstanceType<typeof TextDecoder> {
  const name = encoding.toLowerCase().replaceAll('_', '-');
  return new TextDecoder(WEB_NAMES[name] ?? name);
}
