/** One line of a file of vectors. */
export interface Vector {
  readonly id: string;
  readonly family: string;
  readonly group?: string;
  readonly env?: Env;
  readonly expect: Expectation;
  readonly [key: string]: unknown;
}

export interface Env {
  readonly language?: string | null;
  readonly timezone?: string;
  readonly now?: number;
  readonly urlconf?: string;
  readonly script_prefix?: string;
  readonly catalog?: readonly Message[];
  readonly settings?: Readonly<Record<string, unknown>>;
}

export interface Message {
  readonly msgid: string;
  readonly text: string;
  readonly context?: string;
  readonly plural?: string;
  readonly n?: number;
}

export interface Expectation {
  readonly output?: unknown;
  readonly error?: string;
  readonly message?: string;
  readonly errors?: readonly { message: string; code: string | null }[];
  readonly error_dict?: Readonly<Record<string, readonly { message: string; code: string | null }[]>>;
}

/** What runs the lines of one file. */
export interface Family {
  /** Name of the file without its ending. */
  readonly name: string;
  /** Do what the line says; the result is compared with `expect.output`, an error with `expect.error`. */
  run(vector: Vector, folder: string): unknown;
  /** Compare in another way than by value. @returns undefined when it is as expected, else what differs */
  compare?(vector: Vector, result: unknown): string | undefined;
}
