/** Text and bytes of a signed object; `JSON` in plain ASCII unless another is given. */
export interface Serializer {
  dumps(value: unknown): Uint8Array;
  loads(data: Uint8Array): unknown;
}

/** JSON as Python's `json.dumps(separators=(',', ':'))` writes it: everything beyond ASCII is escaped. */
export const jsonSerializer: Serializer = {
  dumps: (value) =>
    Buffer.from(
      JSON.stringify(value).replace(
        /[\u007f-\uffff]/g,
        (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      'latin1',
    ),
  loads: (data) => JSON.parse(Buffer.from(data).toString('latin1')) as unknown,
};
