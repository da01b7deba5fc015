/** Fill a translated text: `%(name)s` and `%(n)d` by name, `%s` in order, `%%` is a percent sign. */
export function interpolate(
  text: string,
  values: Readonly<Record<string, unknown>> | readonly unknown[],
): string {
  let next = 0;
  return text.replace(/%(?:%|\(([^)]*)\)[sd]|[sd])/g, (whole, name: string | undefined) => {
    if (whole === '%%') return '%';
    if (name === undefined) return String((values as readonly unknown[])[next++]);
    return String((values as Readonly<Record<string, unknown>>)[name]);
  });
}
