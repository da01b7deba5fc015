import type { AnyModel } from '../../../db/models/model.ts';
import { toJson } from '../json-text.ts';
import { parseJson } from '../parse-json.ts';
import { serializedObject } from '../serialized-object.ts';
import type { SerializedObject, SerializeOptions } from '../types.ts';
import { asObject } from './json.ts';

/** One object per line, so that neither side has to hold more than one. */
export async function* write(
  objects: AsyncIterable<AnyModel>,
  options: SerializeOptions,
): AsyncIterable<string> {
  for await (const instance of objects) {
    yield `${toJson(await serializedObject(instance, options), { separator: ',' })}\n`;
  }
}

export async function* read(source: AsyncIterable<string>): AsyncIterable<SerializedObject> {
  let number = 0;
  for await (const line of lines(source)) {
    number++;
    if (line.trim() !== '') yield asObject(parseJson(line, `Line ${number}`));
  }
}

async function* lines(source: AsyncIterable<string>): AsyncIterable<string> {
  let rest = '';
  for await (const piece of source) {
    const parts = (rest + piece).split('\n');
    rest = parts.pop()!;
    yield* parts;
  }
  yield rest;
}
