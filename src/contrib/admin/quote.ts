/** Characters that a primary key in a URL cannot hold as they are; Django's own notation. */
const UNSAFE = /[\n":/_#?;@&=+$,[\]<>%\\]/g;

/** A primary key as it stands in the admin's URLs: `a/b_c` is `a_2Fb_5Fc`. */
export function quote(pk: unknown): string {
  return String(pk).replace(
    UNSAFE,
    (character) => `_${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

/** And back. */
export function unquote(text: string): string {
  return text.replace(/_([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
