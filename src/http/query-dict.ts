import { settings } from '../conf/configure.ts';
import { FrameworkError } from '../core/errors/framework-error.ts';
import { quote } from '../utils/encoding.ts';
import { MultiValueDict } from '../utils/multi-value-dict.ts';
import { encodeText, isUtf8 } from '../utils/text-encoding.ts';
import { parseQuery } from './parse-query.ts';

export interface QueryDictOptions {
  mutable?: boolean;
  /** Of the percent-encoded bytes; DEFAULT_CHARSET unless given. */
  encoding?: string;
}

/** Somebody wrote to `request.GET` or `request.POST`. */
export class ImmutableQueryDict extends FrameworkError {
  constructor() {
    super('http.immutable-query-dict', 'This QueryDict instance is immutable.', 'Change a `copy()` of it.');
  }
}

/** A query string or a form as names and texts: `request.GET.get('q')`, `request.POST.getlist('tag')`. */
export class QueryDict extends MultiValueDict<string> {
  readonly encoding: string;
  readonly mutable: boolean;

  /** @throws TooManyFieldsSent for more than DATA_UPLOAD_MAX_NUMBER_FIELDS */
  constructor(query: string | Uint8Array = '', options: QueryDictOptions = {}) {
    super();
    this.encoding = options.encoding ?? settings.DEFAULT_CHARSET;
    this.mutable = options.mutable ?? false;
    const limit = query.length === 0 ? null : settings.DATA_UPLOAD_MAX_NUMBER_FIELDS;
    parseQuery(query, this.encoding, limit, (name, value) => {
      const values = this.lists_.get(name);
      if (values === undefined) this.lists_.set(name, [value]);
      else values.push(value);
    });
  }

  /** One with these values; immutable unless asked otherwise. */
  static fromLists(
    lists: Iterable<readonly [string, readonly string[]]>,
    options: QueryDictOptions = {},
  ): QueryDict {
    const dict = new QueryDict('', options);
    for (const [name, values] of lists) dict.lists_.set(name, [...values]);
    return dict;
  }

  /** One that can be changed. */
  copy(): QueryDict {
    return QueryDict.fromLists(this.lists_, { mutable: true, encoding: this.encoding });
  }

  /** As a query string again. @param safe characters to leave as they are: `urlencode('/')` */
  urlencode(safe = ''): string {
    const space = safe === '' ? '+' : '%20';
    const kept = safe.replace(/[^\0-\x7f]/g, '');
    const encode = (text: string): string =>
      isUtf8(this.encoding)
        ? quote(text, `${kept} `).replaceAll(' ', space)
        : encodeIn(text, this.encoding, kept, space);
    const parts: string[] = [];
    for (const [name, values] of this.lists_) {
      for (const value of values) parts.push(`${encode(name)}=${encode(value)}`);
    }
    return parts.join('&');
  }

  /** As it stands in a URL. */
  override toString(): string {
    return this.urlencode();
  }

  protected override assertMutable(): void {
    if (!this.mutable) throw new ImmutableQueryDict();
  }
}

function encodeIn(text: string, encoding: string, safe: string, space: string): string {
  let out = '';
  for (const char of text) {
    if (/[A-Za-z0-9_.~-]/.test(char) || safe.includes(char)) out += char;
    else if (char === ' ') out += space;
    else
      for (const byte of encodeText(char, encoding))
        out += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}
