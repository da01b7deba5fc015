/**
 * An object that is a text: it has a string's methods and `length`, and becomes one wherever a text is asked for.
 *
 * The methods are copied from `String.prototype`, not inherited. V8 gives up its short ways for all strings of the process, a third of
 * their speed, once any object has `String.prototype` as its prototype.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the loop below gives the class what the interface declares
export abstract class TextObject {
  abstract toString(): string;

  get length(): number {
    return this.toString().length;
  }

  valueOf(): string {
    return this.toString();
  }

  toJSON(): string {
    return this.toString();
  }
}

export interface TextObject extends Omit<string, 'length' | 'toString' | 'valueOf'> {}

for (const name of Reflect.ownKeys(String.prototype)) {
  if (Object.hasOwn(TextObject.prototype, name)) continue;
  if (name === 'toString') continue;
  Object.defineProperty(TextObject.prototype, name, Object.getOwnPropertyDescriptor(String.prototype, name)!);
}

/** Whether a value is text: a string, an object that is one, or what JavaScript makes of `new String()`. */
export function isText(value: unknown): value is string | TextObject {
  return typeof value === 'string' || value instanceof TextObject || value instanceof String;
}
