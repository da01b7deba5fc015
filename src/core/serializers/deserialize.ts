import { buildObject } from './build-object.ts';
import type { DeserializedObject } from './deserialized-object.ts';
import { SerializationError } from './errors.ts';
import { asObject } from './formats/json.ts';
import { loadFormat } from './formats.ts';
import { textPieces } from './source-text.ts';
import type { DeserializeOptions, SerializedObject, SerializedSource } from './types.ts';

/**
 * Read objects that were written down. None is saved: each of them comes as a DeserializedObject, to look at and to `save()`.
 *
 *     for await (const one of deserialize('json', text)) await one.save();
 *
 * @param source a text, a stream of text or bytes; plain objects for the format `'python'`
 * @throws DeserializationError that says which object and which field
 */
export async function* deserialize(
  format: string,
  source: SerializedSource,
  options: DeserializeOptions = {},
): AsyncIterable<DeserializedObject> {
  for await (const object of objectsOf(format, source)) {
    const built = await buildObject(object, options);
    if (built !== undefined) yield built;
  }
}

async function* objectsOf(format: string, source: SerializedSource): AsyncIterable<SerializedObject> {
  if (format === 'python') {
    for await (const object of source as Iterable<SerializedObject>) yield asObject(object);
    return;
  }
  const { read } = await loadFormat(format);
  if (read === undefined) {
    throw new SerializationError(
      `The format '${format}' can only be written.`,
      "Its module exports no function 'read'.",
    );
  }
  yield* read(textPieces(source as string));
}
