import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { nearest } from '../utils/nearest.ts';
import { str } from '../utils/python-str.ts';
import type { CustomConverters } from './index.ts';

/** The converters that a route can name and the type each gives to the view. */
export interface UrlConverters extends CustomConverters {
  str: string;
  int: number;
  slug: string;
  uuid: string;
  path: string;
}

/** How one part of a path becomes a value and back: the `int` of `<int:pk>`. */
export interface Converter<T = unknown> {
  /** Source of a regular expression, without anchors: `'[0-9]+'`. */
  readonly regex: string;
  /** The value for the view; undefined says that the text does not match after all. */
  toPython(text: string): T | undefined;
  /** The text for `reverse()`; undefined says that this value cannot be part of the URL. */
  toUrl(value: T): string | undefined;
}

const asText = (text: string): string => text;
const textConverter = (regex: string): Converter<string> => ({ regex, toPython: asText, toUrl: str });

const intConverter: Converter<number> = {
  regex: '[0-9]+',
  /** A number too large to be exact is no match: rounding it would find another row. */
  toPython(text) {
    const value = Number(text);
    return Number.isSafeInteger(value) ? value : undefined;
  },
  toUrl: String,
};

const converters = new Map<string, Converter>([
  ['str', textConverter('[^/]+') as Converter],
  ['int', intConverter as Converter],
  ['slug', textConverter('[-a-zA-Z0-9_]+') as Converter],
  ['uuid', textConverter('[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}') as Converter],
  ['path', textConverter('[^\\n]+') as Converter],
]);

/** Make `<name:param>` usable in routes that are written after this call. @throws ImproperlyConfigured for a name that is taken. */
export function registerConverter<T>(name: string, converter: Converter<T>): void {
  const known = converters.get(name);
  if (known !== undefined && known !== converter) {
    throw new ImproperlyConfigured(
      `A URL converter named '${name}' exists already.`,
      'Register yours under another name.',
    );
  }
  converters.set(name, converter as Converter);
}

/** @throws ImproperlyConfigured when no converter has this name; `route` is for the message. */
export function getConverter(name: string, route: string): Converter {
  const converter = converters.get(name);
  if (converter !== undefined) return converter;
  const near = nearest(name, converters.keys());
  throw new ImproperlyConfigured(
    `URL route '${route}' uses the converter '${name}', which is not registered.`,
    near === undefined ? `Registered are: ${[...converters.keys()].join(', ')}.` : `Did you mean '${near}'?`,
  );
}
