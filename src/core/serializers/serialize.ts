import type { AnyModel } from '../../db/models/model.ts';
import { Float } from '../../utils/float.ts';
import { SerializationError } from './errors.ts';
import { loadFormat } from './formats.ts';
import { serializedObject } from './serialized-object.ts';
import type { Instances, SerializedObject, SerializeOptions } from './types.ts';

/**
 * Write objects down, as fixtures hold them.
 *
 *     await serialize('json', Article.objects.all(), { indent: 2, fields: ['title'] });
 *
 * @param format `'json'`, `'jsonl'`, `'xml'`, `'yaml'`, one of SERIALIZATION_MODULES, or `'python'` for plain objects
 * @throws SerializerDoesNotExist for a format that there is none of
 */
export function serialize(
  format: 'python',
  objects: Instances,
  options?: SerializeOptions,
): Promise<SerializedObject[]>;
export function serialize(format: string, objects: Instances, options?: SerializeOptions): Promise<string>;
export async function serialize(
  format: string,
  objects: Instances,
  options: SerializeOptions = {},
): Promise<string | SerializedObject[]> {
  if (format === 'python') return plainObjects(objects, options);
  let text = '';
  for await (const piece of serializeStream(format, objects, options)) text += piece;
  return text;
}

/** The same piece by piece, for more objects than one wants to hold at once. */
export async function* serializeStream(
  format: string,
  objects: Instances,
  options: SerializeOptions = {},
): AsyncIterable<string> {
  const { write } = await loadFormat(format);
  if (write === undefined) {
    throw new SerializationError(
      `The format '${format}' can only be read.`,
      "Its module exports no function 'write'.",
    );
  }
  yield* write(each(objects), options);
}

async function* each(objects: Instances): AsyncIterable<AnyModel> {
  yield* objects;
}

async function plainObjects(objects: Instances, options: SerializeOptions): Promise<SerializedObject[]> {
  const all: SerializedObject[] = [];
  for await (const instance of objects) {
    const { fields, ...rest } = await serializedObject(instance, options);
    const plain = Object.entries(fields).map(([name, value]) => [
      name,
      value instanceof Float ? value.value : value,
    ]);
    all.push({ ...rest, fields: Object.fromEntries(plain) });
  }
  return all;
}
