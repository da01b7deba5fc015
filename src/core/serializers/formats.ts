import { settings } from '../../conf/configure.ts';
import { importModule } from '../../utils/import-string.ts';
import { SerializerDoesNotExist } from './errors.ts';
import type { SerializationFormat } from './types.ts';

const BUILT_IN: Readonly<Record<string, () => Promise<SerializationFormat>>> = {
  json: () => import('./formats/json.ts'),
  jsonl: () => import('./formats/jsonl.ts'),
  xml: () => import('./formats/xml.ts'),
  yaml: () => import('./formats/yaml.ts'),
};

/** Names of the formats that texts can be written in, and fixtures be read from; each is also the ending of their files. */
export function serializerFormats(): string[] {
  return [...new Set([...Object.keys(BUILT_IN), ...Object.keys(settings.SERIALIZATION_MODULES)])];
}

/** @throws SerializerDoesNotExist */
export async function loadFormat(name: string): Promise<SerializationFormat> {
  const own = settings.SERIALIZATION_MODULES;
  if (Object.hasOwn(own, name)) return (await importModule(own[name]!)) as SerializationFormat;
  if (Object.hasOwn(BUILT_IN, name)) return BUILT_IN[name]!();
  throw new SerializerDoesNotExist(name, ['python', ...serializerFormats()]);
}
