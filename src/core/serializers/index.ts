export { deserialize } from './deserialize.ts';
export { DeserializedObject } from './deserialized-object.ts';
export { DeserializationError, SerializationError, SerializerDoesNotExist } from './errors.ts';
export { serializerFormats } from './formats.ts';
export { serialize, serializeStream } from './serialize.ts';
export { serializedObject } from './serialized-object.ts';
export { sortDependencies } from './sort-dependencies.ts';
export type {
  DeserializeOptions,
  Instances,
  SerializationFormat,
  SerializedObject,
  SerializedSource,
  SerializeOptions,
} from './types.ts';
