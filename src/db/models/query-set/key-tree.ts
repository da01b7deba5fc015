/**
 * A step on a way of texts, at whose end something is kept: a key in parts, which need not be put together to be looked up. A part that
 * is undefined has no way.
 */
export class KeyNode<T> {
  /** What the way so far leads to. */
  end: T | undefined = undefined;
  readonly #tree: KeyTree<T>;
  #part: string | undefined = undefined;
  #next: KeyNode<T> | undefined = undefined;
  #others: Map<string, KeyNode<T>> | undefined = undefined;
  #aside: KeyNode<T> | undefined = undefined;

  constructor(tree: KeyTree<T>) {
    this.#tree = tree;
  }

  /** Nearly every step was taken before, and most nodes lead to one other. */
  step(part: string): KeyNode<T> {
    return this.#part === part ? this.#next! : (this.#others?.get(part) ?? this.#tree.grow(this, part));
  }

  /** A step that no text of `step()` can be taken for. */
  aside(part: string | undefined): KeyNode<T> | undefined {
    if (part === undefined) return undefined;
    this.#aside ??= new KeyNode(this.#tree);
    return this.#aside.step(part);
  }

  add(part: string, node: KeyNode<T>): void {
    if (this.#part === undefined) {
      this.#part = part;
      this.#next = node;
    } else {
      this.#others ??= new Map();
      this.#others.set(part, node);
    }
  }
}

/** More steps than this come of texts that are not the program's own; all are forgotten then. */
const MOST_STEPS = 5000;

export class KeyTree<T> {
  root: KeyNode<T> = new KeyNode(this);
  #size = 0;

  grow(from: KeyNode<T>, part: string): KeyNode<T> {
    const node = new KeyNode(this);
    from.add(part, node);
    if (++this.#size >= MOST_STEPS) {
      this.#size = 0;
      this.root = new KeyNode(this);
    }
    return node;
  }
}
