/**
 * Words in lower case with hyphens between: `slugify('Hello, World!')` is `hello-world`.
 * @param allowUnicode keep letters beyond ASCII, which are else reduced to their base letter or dropped
 */
export function slugify(value: string, allowUnicode = false): string {
  const text = allowUnicode ? value.normalize('NFKC') : value.normalize('NFKD').replace(/[^\0-\x7f]/g, '');
  const kept = text.toLowerCase().replace(allowUnicode ? /[^\p{L}\p{N}\p{Mn}_\s-]/gu : /[^\w\s-]/g, '');
  return trimDashes(kept.replace(/[-\s]+/g, '-'));
}

/** By hand, since `/[-_]+$/` is slow on long rows of dashes. */
function trimDashes(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && (text[start] === '-' || text[start] === '_')) start++;
  while (end > start && (text[end - 1] === '-' || text[end - 1] === '_')) end--;
  return text.slice(start, end);
}
