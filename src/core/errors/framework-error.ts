/**
 * The root of every error that Jango throws itself.
 *
 * `code` is stable (`urls.no-reverse-match`) and has an entry in `docs/errors.md`; `message` says what was wrong and, after it,
 * the hint says what to do next; `cause` keeps the error underneath.
 */
export class FrameworkError extends Error {
  readonly code: string;
  readonly hint: string | undefined;

  constructor(code: string, what: string, hint?: string, options?: ErrorOptions) {
    super(hint === undefined ? what : `${what} ${hint}`, options);
    this.name = new.target.name;
    this.code = code;
    this.hint = hint;
  }
}
