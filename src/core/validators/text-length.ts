/** Characters of a text (an emoji is one, as a database counts), elements of a list, bytes of a buffer. */
export function lengthOf(value: unknown): number {
  if (typeof value === 'string') return characters(value);
  if (typeof value === 'object' && value !== null) {
    if ('length' in value && typeof value.length === 'number') return value.length;
    if ('size' in value && typeof value.size === 'number') return value.size;
  }
  return characters(String(value));
}

function characters(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length - 1; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0xd800 && unit <= 0xdbff) {
      const next = text.charCodeAt(i + 1);
      if (next >= 0xdc00 && next <= 0xdfff) {
        count--;
        i++;
      }
    }
  }
  return count;
}
