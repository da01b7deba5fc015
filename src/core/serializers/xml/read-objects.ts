import { DeserializationError } from '../errors.ts';
import { wholeText } from '../source-text.ts';
import type { SerializedObject } from '../types.ts';
import { childElements, innerText, parseXml, type XmlElement } from './parse-xml.ts';

export async function* read(source: AsyncIterable<string>): AsyncIterable<SerializedObject> {
  const root = parseXml(await wholeText(source));
  for (const element of childElements(root, 'object')) yield objectOf(element);
}

function objectOf(element: XmlElement): SerializedObject {
  const { model, pk } = element.attributes;
  if (model === undefined) {
    throw new DeserializationError(
      'An <object> of the XML lacks its model.',
      'Write <object model="app.model" pk="1">.',
    );
  }
  const fields: Record<string, unknown> = {};
  for (const field of childElements(element, 'field')) {
    const { name } = field.attributes;
    if (name === undefined) throw new DeserializationError(`A <field> of ${model} lacks its name.`);
    fields[name] = fieldValue(field);
  }
  return pk === undefined ? { model, fields } : { model, pk, fields };
}

/** A text, null, the keys of a relation, or what the JSON says. */
function fieldValue(field: XmlElement): unknown {
  if (childElements(field, 'None').length > 0) return null;
  if (field.attributes['rel'] === 'ManyToManyRel') {
    return childElements(field, 'object').map((one) => naturalKey(one) ?? one.attributes['pk']);
  }
  if (field.attributes['type'] === 'JSONField') return jsonValue(innerText(field), field);
  return naturalKey(field) ?? innerText(field);
}

function naturalKey(element: XmlElement): string[] | undefined {
  const parts = childElements(element, 'natural');
  return parts.length === 0 ? undefined : parts.map((part) => innerText(part).trim());
}

function jsonValue(text: string, field: XmlElement): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DeserializationError(
      `The JSON of field '${field.attributes['name']}' cannot be parsed: ${(cause as Error).message}.`,
      undefined,
      { cause },
    );
  }
}
