/** `max_length` is `maxLength`; names of fields, models and indexes stay as they are. */
export function camel(name: string): string {
  return name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
