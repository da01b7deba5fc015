/** Entities that spell a slash, a dot or white space; the numeric ones are read as well. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  sol: '/',
  bsol: '\\',
  period: '.',
  colon: ':',
  Tab: '\t',
  NewLine: '\n',
};

/** The last part of a file name that a browser sent, without characters that cannot be seen; undefined when nothing is left. */
export function sanitizeUploadName(name: string): string | undefined {
  const last = unescapeEntities(name).split(/[/\\]/).at(-1)!;
  const printable = last.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, '');
  return printable === '' || printable === '.' || printable === '..' ? undefined : printable;
}

function unescapeEntities(text: string): string {
  return text.replace(
    /&(?:#(?:x([0-9a-f]+)|(\d+))|(\w+));?/gi,
    (entity, hex?: string, decimal?: string, named?: string) => {
      if (named !== undefined) return ENTITIES[named] ?? entity;
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    },
  );
}
