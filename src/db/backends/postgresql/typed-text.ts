/** A value as PostgreSQL writes it, with its type: `'2024-05-06'` that is a `date`. A column of the type takes the text alone. */
export class TypedText {
  readonly text: string;
  readonly type: string;

  constructor(text: string, type: string) {
    this.text = text;
    this.type = type;
  }

  /** Two of them are the same parameter when they read the same. */
  get parameterKey(): string {
    return `${this.type}:${this.text}`;
  }

  toString(): string {
    return this.text;
  }
}
