import { CircularDependencyError } from './errors/circular-dependency-error.ts';
import { NodeNotFoundError } from './errors/node-not-found-error.ts';
import type { Migration, MigrationKey } from './migration.ts';
import { type NodeName, nodeName } from './node-name.ts';
import { ProjectState } from './state/project-state.ts';

interface Node {
  name: NodeName;
  key: MigrationKey;
  /** Undefined while it is only known as somebody's dependency. */
  migration: Migration | undefined;
  parents: Set<Node>;
  children: Set<Node>;
  /** Who asked for a migration that isn't there. */
  wantedBy: string;
}

/** Migrations and what they depend on. An edge goes from a migration to its parents, which have to come before it. */
export class MigrationGraph {
  readonly #nodes = new Map<NodeName, Node>();
  readonly #plans = new Map<Node, readonly Node[]>();

  addNode(migration: Migration): void {
    const node = this.#nodeFor(migration.key);
    node.migration = migration;
  }

  /** @param child that needs `parent`; either may be unknown until `validate()` */
  addDependency(child: MigrationKey, parent: MigrationKey, wantedBy: Migration): void {
    const [from, to] = [this.#nodeFor(child), this.#nodeFor(parent)];
    for (const node of [from, to]) if (node.migration === undefined) node.wantedBy ||= String(wantedBy);
    from.parents.add(to);
    to.children.add(from);
  }

  /** Put a squashed migration in the place of those it replaces. */
  removeReplacedNodes(replacement: MigrationKey, replaced: readonly MigrationKey[]): void {
    const node = this.#existing(replacement);
    const gone = new Set(
      replaced.map((key) => this.#nodes.get(nodeName(key))).filter((one) => one !== undefined),
    );
    for (const old of gone) {
      this.#nodes.delete(old.name);
      for (const child of old.children) {
        child.parents.delete(old);
        if (!gone.has(child)) link(child, node);
      }
      for (const parent of old.parents) {
        parent.children.delete(old);
        if (!gone.has(parent)) link(node, parent);
      }
    }
  }

  /** Take a squashed migration away because only some of those it replaces are applied; what needed it needs their last. */
  removeReplacementNode(replacement: MigrationKey, replaced: readonly MigrationKey[]): void {
    const node = this.#existing(replacement);
    this.#nodes.delete(node.name);
    const nodes = replaced.map((key) => this.#nodes.get(nodeName(key))).filter((one) => one !== undefined);
    const before = new Set(nodes.flatMap((one) => [...one.parents]));
    const last = nodes.filter((one) => !before.has(one));
    for (const child of node.children) {
      child.parents.delete(node);
      for (const leaf of last) if (leaf !== child) link(child, leaf);
    }
    for (const parent of node.parents) parent.children.delete(node);
  }

  /** @throws NodeNotFoundError when something depends on a migration that isn't there */
  validate(): void {
    for (const node of this.#nodes.values()) {
      if (node.migration !== undefined) continue;
      throw new NodeNotFoundError(
        `Migration ${node.wantedBy} depends on ${node.name}, which does not exist.`,
        'Was its file deleted or renamed, or is its app missing from INSTALLED_APPS?',
      );
    }
  }

  has(key: MigrationKey): boolean {
    return this.#nodes.get(nodeName(key))?.migration !== undefined;
  }

  /** @throws NodeNotFoundError */
  get(key: MigrationKey): Migration {
    return this.#existing(key).migration!;
  }

  get migrations(): Migration[] {
    return [...this.#nodes.values()].flatMap(({ migration }) => migration ?? []);
  }

  parentsOf(key: MigrationKey): Migration[] {
    return sorted(this.#existing(key).parents).map((node) => node.migration!);
  }

  childrenOf(key: MigrationKey): Migration[] {
    return sorted(this.#existing(key).children).map((node) => node.migration!);
  }

  /** Everything that has to be applied for a migration, and it, in order. @throws CircularDependencyError */
  forwardsPlan(key: MigrationKey): Migration[] {
    return this.#ancestors(this.#existing(key)).map((node) => node.migration!);
  }

  /** Everything that has to be undone with a migration, and it, in order. */
  backwardsPlan(key: MigrationKey): Migration[] {
    return depthFirst(this.#existing(key), (node) => node.children).map((node) => node.migration!);
  }

  /** Migrations that depend on none of their app: where an app begins. */
  rootNodes(appLabel?: string): Migration[] {
    return this.#filter(appLabel, (node) =>
      [...node.parents].every((parent) => parent.key[0] !== node.key[0]),
    );
  }

  /** Migrations that none of their app depends on: one per app, unless two were made side by side. */
  leafNodes(appLabel?: string): Migration[] {
    return this.#filter(appLabel, (node) =>
      [...node.children].every((child) => child.key[0] !== node.key[0]),
    );
  }

  /** @throws CircularDependencyError naming the circle */
  ensureNotCyclic(): void {
    const done = new Set<Node>();
    for (const start of this.#nodes.values()) {
      const path: Node[] = [];
      const visit = (node: Node): void => {
        if (done.has(node)) return;
        const seen = path.indexOf(node);
        if (seen >= 0) throw new CircularDependencyError([...path.slice(seen), node].map((one) => one.name));
        path.push(node);
        for (const parent of node.parents) visit(parent);
        path.pop();
        done.add(node);
      };
      visit(start);
    }
  }

  /**
   * The models after these migrations and all that they depend on.
   * @param atEnd false: as they were before the migrations themselves
   */
  makeState(
    keys: readonly MigrationKey[],
    options: { atEnd?: boolean; realApps?: Iterable<string> } = {},
  ): ProjectState {
    const { atEnd = true, realApps = [] } = options;
    const state = new ProjectState([], realApps);
    for (const migration of this.#order(keys, atEnd)) migration.mutateState(state);
    return state;
  }

  #order(keys: readonly MigrationKey[], atEnd: boolean): Migration[] {
    const targets = new Set(keys.map(nodeName));
    const all = new Set<Migration>();
    for (const key of keys) {
      for (const migration of this.forwardsPlan(key)) {
        if (atEnd || !targets.has(String(migration))) all.add(migration);
      }
    }
    return [...all];
  }

  #filter(appLabel: string | undefined, test: (node: Node) => boolean): Migration[] {
    const nodes = [...this.#nodes.values()].filter(
      (node) => appLabel === undefined || node.key[0] === appLabel,
    );
    return sorted(nodes.filter(test)).map((node) => node.migration!);
  }

  #ancestors(node: Node): readonly Node[] {
    const known = this.#plans.get(node);
    if (known !== undefined) return known;
    const plan = depthFirst(node, (one) => one.parents);
    this.#plans.set(node, plan);
    return plan;
  }

  #existing(key: MigrationKey): Node {
    const node = this.#nodes.get(nodeName(key));
    if (node?.migration !== undefined) return node;
    const others = [...this.#nodes.values()].filter((one) => one.key[0] === key[0]).map((one) => one.key[1]);
    throw new NodeNotFoundError(
      `There is no migration ${nodeName(key)}.`,
      others.length === 0 ? `The app '${key[0]}' has none.` : `The app has: ${others.sort().join(', ')}.`,
    );
  }

  #nodeFor(key: MigrationKey): Node {
    const name = nodeName(key);
    let node = this.#nodes.get(name);
    if (node === undefined) {
      node = { name, key, migration: undefined, parents: new Set(), children: new Set(), wantedBy: '' };
      this.#nodes.set(name, node);
    }
    return node;
  }
}

function link(child: Node, parent: Node): void {
  if (child === parent) return;
  child.parents.add(parent);
  parent.children.add(child);
}

function sorted(nodes: Iterable<Node>): Node[] {
  return [...nodes].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** What comes before a node, then the node; each once, the neighbour with the last name first, as Django has it. */
function depthFirst(start: Node, neighbours: (node: Node) => Iterable<Node>): Node[] {
  const order: Node[] = [];
  const seen = new Set<Node>();
  const visit = (node: Node): void => {
    if (seen.has(node)) return;
    seen.add(node);
    for (const next of sorted(neighbours(node)).reverse()) visit(next);
    order.push(node);
  };
  visit(start);
  return order;
}
