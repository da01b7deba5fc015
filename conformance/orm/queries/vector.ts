export type Json = Record<string, unknown>;

/** A method's name, its arguments and its named arguments. */
export type Call = readonly [name: string, args: readonly unknown[], kwargs?: Json];

export interface Chain {
  readonly root: Json;
  readonly calls: readonly Call[];
}

/** One line of `orm/queries/APP.jsonl`. */
export interface QueryVector {
  readonly id: string;
  readonly app: string;
  readonly test: string;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly register_lookups?: readonly (readonly [field: string, lookup: string, name: string | null])[];
  readonly data: string;
  readonly chain: Chain;
  readonly op: Call;
  readonly result?: Result;
  readonly raises?: { readonly class: string; readonly message: string };
  readonly ordered?: boolean;
  readonly queries: number | null;
  readonly after?: string;
  readonly volatile?: readonly string[];
}

export interface Result {
  readonly kind: string;
  readonly rows?: readonly unknown[];
  readonly value?: unknown;
  readonly created?: boolean;
  readonly fields?: readonly string[] | null;
}

/** An instance as the vectors write it. */
export interface ObjectVector {
  readonly $obj: readonly [label: string, pk: unknown];
  readonly values?: Json;
  readonly deferred?: readonly string[];
  readonly extra?: Json;
  readonly cached?: Json;
  readonly prefetched?: Readonly<Record<string, readonly unknown[]>>;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
