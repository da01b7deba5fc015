import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { AnyModel } from '../../../db/models/model.ts';
import { Decimal } from '../../../utils/decimal.ts';
import { Float } from '../../../utils/float.ts';
import { projectFolder } from '../../../utils/project-folder.ts';
import { timeText } from '../../../utils/python-time.ts';
import { temporalKind } from '../../../utils/temporal.ts';
import { ImproperlyConfigured } from '../../errors/improperly-configured.ts';
import { DeserializationError } from '../errors.ts';
import { serializedObject } from '../serialized-object.ts';
import { wholeText } from '../source-text.ts';
import type { SerializedObject, SerializeOptions } from '../types.ts';
import { PlainScalar, YamlEmitter } from '../yaml/emitter.ts';
import { PLAIN_TAGS } from '../yaml/plain-values.ts';
import { asObjects } from './json.ts';

/** A list in blocks. */
export async function* write(
  objects: AsyncIterable<AnyModel>,
  options: SerializeOptions,
): AsyncIterable<string> {
  const emitter = new YamlEmitter(options.indent);
  let isEmpty = true;
  for await (const instance of objects) {
    isEmpty = false;
    yield emitter.item(yamlValue(await serializedObject(instance, options)));
  }
  if (isEmpty) yield '[]\n';
}

/** Reading takes the package `yaml`. @throws ImproperlyConfigured when it isn't installed */
export async function* read(source: AsyncIterable<string>): AsyncIterable<SerializedObject> {
  const { parse } = await yamlPackage();
  const text = await wholeText(source);
  let value: unknown;
  try {
    value = parse(text, { merge: true, customTags: pythonTags });
  } catch (cause) {
    throw new DeserializationError(`The YAML cannot be parsed: ${(cause as Error).message}`, undefined, {
      cause,
    });
  }
  yield* asObjects(value ?? []);
}

async function yamlPackage(): Promise<YamlPackage> {
  const module = (await import(pathToFileURL(yamlFile()).href)) as YamlPackage & { default?: YamlPackage };
  return module.default ?? module;
}

interface YamlPackage {
  parse(
    text: string,
    options: { merge: boolean; customTags(tags: readonly YamlTag[]): readonly unknown[] },
  ): unknown;
}

type YamlTag = string | { readonly tag: string };

/** Plain values as PyYAML reads them, so that either side reads what the other wrote. */
function pythonTags(tags: readonly YamlTag[]): readonly unknown[] {
  const own = new Set(PLAIN_TAGS.map(({ tag }) => tag));
  return [...PLAIN_TAGS, ...tags.filter((one) => typeof one === 'string' || !own.has(one.tag))];
}

/** Where the project has the package, or where Jango is installed. */
function yamlFile(): string {
  let missing: unknown;
  for (const from of [path.join(projectFolder(), 'package.json'), import.meta.url]) {
    try {
      return createRequire(from).resolve('yaml');
    } catch (error) {
      missing = error;
    }
  }
  throw new ImproperlyConfigured(
    "Reading YAML needs the package 'yaml', which isn't installed.",
    'Run `npm install yaml`, or use JSON.',
    { cause: missing },
  );
}

/** Dates and numbers stand as they are; times and decimals are texts, which YAML has no type for. */
function yamlValue(value: unknown): unknown {
  if (value === null || value === undefined) return new PlainScalar('null');
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return yamlValue(new Float(value));
  if (value instanceof Float) return new PlainScalar(floatText(value));
  if (typeof value !== 'object') return typeof value === 'string' ? value : new PlainScalar(String(value));
  if (Array.isArray(value)) return value.map(yamlValue);
  const time = value instanceof Decimal ? undefined : timeText(value);
  if (time !== undefined) return temporalKind(value) === 'PlainTime' ? time : new PlainScalar(time);
  if (value instanceof Decimal) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, yamlValue(item)]));
}

function floatText(float: Float): string {
  if (Number.isNaN(float.value)) return '.nan';
  if (!Number.isFinite(float.value)) return float.value > 0 ? '.inf' : '-.inf';
  const text = float.toString();
  return text.includes('.') ? text : text.replace('e', '.0e');
}
