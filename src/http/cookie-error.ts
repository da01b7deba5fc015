/** A cookie has a name that no cookie can have. */
export class CookieError extends TypeError {
  override readonly name: string = 'CookieError';
}
