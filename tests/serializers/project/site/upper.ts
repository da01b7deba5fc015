import type { SerializationFormat } from 'jango/core/serializers';

/** A format of the project's own: the texts of the objects, in capitals. */
export const write: SerializationFormat['write'] = async function* (objects) {
  for await (const object of objects) yield `${String(object).toUpperCase()}\n`;
};
