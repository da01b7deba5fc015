/** Where a command writes; tests and `callCommand()` give it another stream. */
export class Output {
  readonly #stream: { write(text: string): unknown; isTTY?: boolean };

  constructor(stream: { write(text: string): unknown; isTTY?: boolean }) {
    this.#stream = stream;
  }

  get isTTY(): boolean {
    return this.#stream.isTTY === true;
  }

  /** Write a text; a line end is added when it has none, unless another `ending` is given. */
  write(text = '', ending = '\n'): void {
    this.#stream.write(ending !== '' && !text.endsWith(ending) ? text + ending : text);
  }
}
