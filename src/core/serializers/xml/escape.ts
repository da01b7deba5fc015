// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 leaves out
const UNWRITABLE = /[\x00-\x08\x0B\x0C\x0E-\x1F]/;

/** @throws RangeError for characters that XML cannot hold */
export function escapeText(text: string): string {
  if (UNWRITABLE.test(text)) throw new RangeError('Control characters are not supported in XML 1.0.');
  return text.replaceAll('&', '&amp;').replaceAll('>', '&gt;').replaceAll('<', '&lt;');
}

/** With its quotes: the single ones around a text that has double ones alone. */
export function attributeText(value: string): string {
  const text = escapeText(value).replaceAll('\n', '&#10;').replaceAll('\r', '&#13;').replaceAll('\t', '&#9;');
  if (text.includes('"') && !text.includes("'")) return `'${text}'`;
  return `"${text.replaceAll('"', '&quot;')}"`;
}
