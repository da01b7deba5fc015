import { Query } from '../../sql/query.ts';
import type { ModelClass } from '../model.ts';
import { KeyNode, KeyTree } from './key-tree.ts';

/** What the rows of a result are. */
export type RowKind = 'model' | 'values' | 'tuples' | 'named' | 'flat';

let ids = 0;
/** A shape that branches out more than this is asked with values that should be parameters; the oldest branches go. */
const MOST_CHILDREN = 500;

/**
 * What a QuerySet asks, apart from the values: queries that differ only in values have one shape. Shapes form a tree, each
 * refinement (`filter`, `orderBy`...) leading to a child under a key, so a query that was asked before finds its SQL by a
 * few look-ups.
 */
export class Shape {
  readonly query: Query;
  readonly kind: RowKind;
  /** A number of its own; undefined for a shape that is not kept. */
  readonly id: number | undefined;
  readonly #children = new Map<string, Shape>();
  #conditions: KeyTree<Shape> | undefined = undefined;
  /** Statements made of this shape, by what they are for. */
  readonly plans = new Map<string, unknown>();
  /** Statements of updates, by the names of the fields. */
  updates: KeyTree<unknown> | undefined = undefined;
  /** The statement of all rows, for the database that was asked last. */
  rowPlan: unknown = undefined;

  constructor(query: Query, kind: RowKind, kept: boolean) {
    this.query = query;
    this.kind = kind;
    this.id = kept ? ids++ : undefined;
  }

  get kept(): boolean {
    return this.id !== undefined;
  }

  /** Where the conditions of a method start. */
  conditions(method: string): KeyNode<Shape> {
    this.#conditions ??= new KeyTree();
    return this.#conditions.root.step(method);
  }

  child(key: string): Shape | undefined {
    return this.#children.get(key);
  }

  /** @param key undefined when the refinement cannot be told from others by a text */
  addChild(key: string | KeyNode<Shape> | undefined, query: Query, kind: RowKind): Shape {
    if (key === undefined || !this.kept) return new Shape(query, kind, false);
    const child = new Shape(query, kind, true);
    if (key instanceof KeyNode) {
      key.end = child;
      return child;
    }
    if (this.#children.size >= MOST_CHILDREN) {
      for (const oldest of this.#children.keys()) {
        this.#children.delete(oldest);
        break;
      }
    }
    this.#children.set(key, child);
    return child;
  }
}

/** All rows of a model. */
export function rootShape(model: ModelClass): Shape {
  return new Shape(new Query(model), 'model', true);
}
