/** A value as PostgreSQL writes it, with its type: `'2024-05-06'` that is a `date`. A column of the type takes the text alone. */
export class TypedText {
  readonly text: string;
  readonly type: string;

  constructor(text: string, type: string) {
    this.text = text;
    this.type = type;
  }

  toString(): string {
    return this.text;
  }
}
