import type { AnyModel } from '../../../db/models/model.ts';
import { DeserializationError } from '../errors.ts';
import { toJson } from '../json-text.ts';
import { parseJson } from '../parse-json.ts';
import { serializedObject } from '../serialized-object.ts';
import { wholeText } from '../source-text.ts';
import type { SerializedObject, SerializeOptions } from '../types.ts';

/** One list of objects. */
export async function* write(
  objects: AsyncIterable<AnyModel>,
  options: SerializeOptions,
): AsyncIterable<string> {
  const { indent } = options;
  let before = indent ? '\n' : '';
  yield '[';
  for await (const instance of objects) {
    yield before + toJson(await serializedObject(instance, options), { indent, separator: ', ' });
    before = indent ? ',\n' : ', ';
  }
  yield indent ? '\n]\n' : ']';
}

export async function* read(source: AsyncIterable<string>): AsyncIterable<SerializedObject> {
  yield* asObjects(parseJson(await wholeText(source)));
}

/** @throws DeserializationError when it is no list of objects with `model` and `fields` */
export function asObjects(value: unknown): SerializedObject[] {
  if (!Array.isArray(value)) {
    throw new DeserializationError('A fixture has to be a list of objects.', 'Put it into [ and ].');
  }
  return value.map(asObject);
}

export function asObject(value: unknown): SerializedObject {
  const given = value as Partial<SerializedObject> | null;
  if (typeof given !== 'object' || typeof given?.model !== 'string') {
    throw new DeserializationError(
      `An object of a fixture lacks its model: ${JSON.stringify(value)}.`,
      "Write { model: 'app.model', pk: 1, fields: { ... } }.",
    );
  }
  return { ...given, fields: given.fields ?? {} } as SerializedObject;
}
