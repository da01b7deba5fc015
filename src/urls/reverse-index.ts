import type { Pattern } from './pattern.ts';
import { ReverseCandidate } from './reverse-candidate.ts';
import { UrlPattern } from './url-pattern.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { AnyView } from './view.ts';

/** A namespace and the patterns between it and the resolver that knows it. */
interface NamespaceEntry {
  readonly prefix: readonly Pattern[];
  readonly resolver: UrlResolver;
}

/** The names below one resolver, those of namespaces apart. Where a name is used twice, the later line comes first. */
export class ReverseIndex {
  readonly candidates = new Map<string | AnyView, ReverseCandidate[]>();
  readonly namespaces = new Map<string, NamespaceEntry>();
  /** Namespaces by the name of their app, in the order in which they are looked for. */
  readonly apps = new Map<string, string[]>();
  #filled = false;

  /** Read the patterns, once; a URLconf that includes itself finds the index as far as it is. */
  fill(resolver: UrlResolver): this {
    if (this.#filled) return this;
    this.#filled = true;
    for (const entry of [...resolver.urlPatterns].reverse()) {
      if (entry instanceof UrlPattern) this.#addPattern(entry);
      else this.#addResolver(entry);
    }
    return this;
  }

  #addPattern(entry: UrlPattern): void {
    const candidate = new ReverseCandidate([entry.pattern], entry.extraKwargs ?? {});
    add(this.candidates, entry.view, candidate);
    if (entry.name !== undefined) add(this.candidates, entry.name, candidate);
  }

  #addResolver(entry: UrlResolver): void {
    const { appName, namespace, pattern } = entry;
    if (appName !== undefined && namespace !== undefined) {
      add(this.apps, appName, namespace);
      this.namespaces.set(namespace, { prefix: [pattern], resolver: entry });
      return;
    }
    const inner = entry.reverseIndex;
    for (const [name, candidates] of [...inner.candidates]) {
      for (const candidate of candidates)
        add(this.candidates, name, candidate.under([pattern], entry.extraKwargs));
    }
    for (const [name, found] of [...inner.namespaces]) {
      this.namespaces.set(name, { prefix: [pattern, ...found.prefix], resolver: found.resolver });
    }
    for (const [name, namespaces] of [...inner.apps])
      for (const found of namespaces) add(this.apps, name, found);
  }
}

function add<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
