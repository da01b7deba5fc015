import type { Field } from '../../../db/models/fields/field.ts';
import { JSONField } from '../../../db/models/fields/json-field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { jsonText } from '../../../utils/json-text.ts';
import { str } from '../../../utils/python-str.ts';
import { SerializationError } from '../errors.ts';
import { fixtureName } from '../field-name.ts';
import { fieldsToWrite } from '../fields-to-write.ts';
import { naturalKeyOf } from '../natural-keys.ts';
import { naturalTarget, omitsPrimaryKey, relatedObjects } from '../serialized-object.ts';
import type { SerializeOptions } from '../types.ts';
import { attributeText, escapeText } from '../xml/escape.ts';

export { read } from '../xml/read-objects.ts';

/** `<django-objects>` with an `<object>` per object and a `<field>` per field. */
export async function* write(
  objects: AsyncIterable<AnyModel>,
  options: SerializeOptions,
): AsyncIterable<string> {
  const line = (level: number): string =>
    options.indent === undefined ? '' : `\n${' '.repeat(options.indent * level)}`;
  yield '<?xml version="1.0" encoding="utf-8"?>\n<django-objects version="1.0">';
  for await (const instance of objects) {
    const { pk, labelLower } = instance._meta;
    const key: Record<string, string> =
      omitsPrimaryKey(instance, options) || instance.pk === null ? {} : { pk: pk.valueToString(instance) };
    const parts = [`${line(1)}<object${attributes({ model: labelLower, ...key })}>`];
    const { columns, relations } = fieldsToWrite(instance, options);
    for (const field of columns) {
      const value = (await columnXml(instance, field, options)) ?? '<None></None>';
      parts.push(`${line(2)}<field${fieldAttributes(field)}>${value}</field>`);
    }
    for (const field of relations) {
      parts.push(`${line(2)}<field${fieldAttributes(field)}>`);
      for await (const object of relatedObjects(instance, field))
        parts.push(await objectXml(object, options));
      parts.push('</field>');
    }
    yield `${parts.join('')}${line(1)}</object>`;
  }
  yield `${line(0)}</django-objects>`;
}

/** The content of a field; undefined for null. */
async function columnXml(
  instance: AnyModel,
  field: Field,
  options: SerializeOptions,
): Promise<string | undefined> {
  const target = await naturalTarget(instance, field, options);
  if (target !== undefined) return naturalXml(await naturalKeyOf(target));
  const value = field.valueFromObject(instance);
  if (value === null || value === undefined) return undefined;
  const text = field instanceof JSONField ? jsonText(value) : field.valueToString(instance);
  try {
    return escapeText(text);
  } catch (cause) {
    throw new SerializationError(
      `${field} (pk ${String(instance.pk)}) holds characters that XML has no way to write.`,
      'Take the control characters out of the text, or write another format.',
      { cause },
    );
  }
}

async function objectXml(object: AnyModel, options: SerializeOptions): Promise<string> {
  const natural = options.useNaturalForeignKeys === true && 'naturalKey' in object;
  if (natural) return `<object>${naturalXml(await naturalKeyOf(object))}</object>`;
  return `<object${attributes({ pk: object._meta.pk.valueToString(object) })}></object>`;
}

function naturalXml(key: readonly unknown[]): string {
  return key.map((part) => `<natural>${escapeText(str(part))}</natural>`).join('');
}

function fieldAttributes(field: Field): string {
  const name = fixtureName(field);
  if (field.remoteField === undefined) return attributes({ name, type: field.getInternalType() });
  const rel = field.remoteField.constructor.name;
  return attributes({ name, rel, to: field.relatedModel!._meta.labelLower });
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}=${attributeText(value)}`)
    .join('');
}
