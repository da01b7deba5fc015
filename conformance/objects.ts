import { TRUTH } from '../src/utils/truth.ts';

type Decode = (value: unknown) => unknown;
type Description = Readonly<Record<string, unknown>>;

/** What a vector raises; known by the class name that Python gives it. */
export class RaisedError extends Error {
  readonly silentVariableFailure: boolean;

  constructor(name: string, message: string, silent: boolean) {
    super(message);
    this.name = name;
    this.silentVariableFailure = silent;
  }
}

/** A value that cannot be read. */
export class Raised {
  readonly #description: Description;

  constructor(description: Description) {
    this.#description = description;
  }

  throw(): never {
    const { error, message, silent } = this.#description;
    throw new RaisedError(String(error), String(message ?? ''), silent === true);
  }
}

function ready(value: unknown): unknown {
  return value instanceof Raised ? value.throw() : value;
}

/** A function of a template context. */
export function makeCallable(description: Description, decode: Decode): unknown {
  const result = () => ready(decode(description['raises'] ?? description['returns'] ?? null));
  const fn = description['needs_args'] === true ? (_required: unknown) => result() : () => result();
  return Object.assign(fn, flags(description));
}

function flags(description: Description): object {
  return {
    ...(description['alters_data'] === true ? { altersData: true } : {}),
    ...(description['do_not_call'] === true ? { doNotCallInTemplates: true } : {}),
  };
}

/** An object with attributes, of a class with the given name. */
export function makeObject(description: Description, decode: Decode): unknown {
  const name = String(description['class'] ?? 'Object');
  const type = { [name]: class {} }[name]!;
  const call = description['call'];
  const object: object =
    call === undefined ? new type() : Object.assign(decode(call) as object, flags(description));
  for (const [attribute, value] of Object.entries((description['attrs'] ?? {}) as Description)) {
    const decoded = decode(value);
    Object.defineProperty(object, attribute, {
      get: () => ready(decoded),
      enumerable: true,
      configurable: true,
    });
  }
  addProtocols(object, description, decode);
  return object;
}

/** Python's `str()` may give safe text; JavaScript's `toString()` may not, and `toHtml()` stands for it. */
function isSafeText(value: unknown): boolean {
  return typeof value === 'object' && value !== null && (value as { $t?: unknown }).$t === 'safe';
}

function addProtocols(object: object, description: Description, decode: Decode): void {
  const { str, html, iter, len, bool } = description;
  const define = (name: string | symbol, value: unknown) =>
    Object.defineProperty(object, name, { value, configurable: true, enumerable: false });
  if (str !== undefined) define('toString', () => String(ready(decode(str))));
  if (isSafeText(str)) define('toHtml', () => decode(str));
  if (html !== undefined) define('toHtml', () => String(ready(decode(html))));
  if (iter !== undefined)
    define(Symbol.iterator, () => (ready(decode(iter)) as unknown[])[Symbol.iterator]());
  if (len !== undefined) define('length', ready(decode(len)));
  if (bool !== undefined) define(TRUTH, () => ready(decode(bool)));
}
