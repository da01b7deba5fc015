/**
 * Whether two texts of a database say the same. Spaces, parentheses and the order of what has to hold together are a matter of taste:
 * Django has one, earlier versions of this package another.
 * @param isDecimal whether decimal numbers are compared in them, of which `'0'`, `0.00` and `'0'::numeric` are one
 */
export function isSameDefinition(a: string | null, b: string | null, isDecimal: boolean): boolean {
  if (a === null || b === null || a === b) return a === b;
  return plain(a, isDecimal) === plain(b, isDecimal);
}

function plain(text: string, isDecimal: boolean): string {
  return (isDecimal ? withPlainDecimals(text) : text)
    .toLowerCase()
    .split(/\b(?:and|check|where)\b/)
    .map((part) => part.replace(/[\s()]+/g, ''))
    .sort()
    .join('and');
}

/** `'1.50'`, `CAST('1.50' AS NUMERIC)`, `'1.50'::numeric` and `(2)::numeric` as `1.5` and `2`. */
function withPlainDecimals(text: string): string {
  return text
    .replace(/CAST\(\s*('-?\d+(?:\.\d+)?')\s+AS\s+NUMERIC\s*\)/gi, '$1')
    .replace(/'(-?\d+(?:\.\d+)?)'/g, '$1')
    .replace(/(-?\d+(?:\.\d+)?)(\)?)::numeric\b/gi, '$1$2')
    .replace(/(\d+)\.(\d*?)0*(?!\d)/g, (_, whole: string, places: string) =>
      places === '' ? whole : `${whole}.${places}`,
    );
}
