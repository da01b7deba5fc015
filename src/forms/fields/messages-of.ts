const known = new WeakMap<object, Readonly<Record<string, string>>>();

interface WithMessages {
  readonly defaultErrorMessages: Readonly<Record<string, string>>;
}

/** The `defaultErrorMessages` of a field class over those of the classes above it. */
export function messagesOf(type: object): Readonly<Record<string, string>> {
  let messages = known.get(type);
  if (messages === undefined) {
    const above: unknown = Object.getPrototypeOf(type);
    const inherited = typeof above === 'function' && above !== Function.prototype ? messagesOf(above) : {};
    const own = Object.hasOwn(type, 'defaultErrorMessages')
      ? (type as WithMessages).defaultErrorMessages
      : {};
    messages = { ...inherited, ...own };
    known.set(type, messages);
  }
  return messages;
}
