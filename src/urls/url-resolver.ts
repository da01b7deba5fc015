import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { Dispatch } from './dispatch.ts';
import type { Pattern } from './pattern.ts';
import { ReverseIndex } from './reverse-index.ts';
import type { UrlEntry, UrlSource } from './urlconf.ts';

/** One line of `urlpatterns` that leads to more patterns: what `path('blog/', include(...))` gives back. */
export class UrlResolver {
  readonly pattern: Pattern;
  readonly extraKwargs: Readonly<Record<string, unknown>> | undefined;
  readonly #source: UrlSource | string;
  readonly #appName: string | undefined;
  readonly #namespace: string | undefined;
  #loaded: UrlSource | undefined;
  #patterns: readonly UrlEntry[] | undefined;
  #dispatch: Dispatch | undefined;
  #reverseIndex: ReverseIndex | undefined;

  /** @param source a text is a file that `load()` has to import first. */
  constructor(
    pattern: Pattern,
    source: UrlSource | string,
    options: {
      appName?: string | undefined;
      namespace?: string | undefined;
      kwargs?: Readonly<Record<string, unknown>> | undefined;
    } = {},
  ) {
    this.pattern = pattern;
    this.#source = source;
    this.#loaded = typeof source === 'string' ? undefined : source;
    this.#appName = options.appName;
    this.#namespace = options.namespace;
    this.extraKwargs = options.kwargs;
  }

  /** Import the files that includes name, here and below. */
  async load(
    importModule: (reference: string) => Promise<unknown>,
    seen: Set<unknown> = new Set(),
  ): Promise<void> {
    if (typeof this.#source === 'string') this.#loaded ??= (await importModule(this.#source)) as UrlSource;
    if (seen.has(this.urlPatterns)) return;
    seen.add(this.urlPatterns);
    for (const entry of this.urlPatterns) {
      if (entry instanceof UrlResolver) await entry.load(importModule, seen);
    }
  }

  /** The module the patterns came from, or the list. */
  get urlconf(): Exclude<UrlSource, () => unknown> {
    if (this.#loaded === undefined) {
      throw new ImproperlyConfigured(
        `The URL patterns of '${String(this.#source)}' are not loaded yet.`,
        'Call setup() and loadUrlconf() before using them; manage.js does.',
      );
    }
    if (typeof this.#loaded === 'function') this.#loaded = this.#loaded();
    return this.#loaded;
  }

  get appName(): string | undefined {
    return this.#appName ?? ('appName' in this.urlconf ? this.urlconf.appName : undefined);
  }

  get namespace(): string | undefined {
    return this.#namespace ?? this.appName;
  }

  get urlPatterns(): readonly UrlEntry[] {
    this.#patterns ??= patternsOf(this.urlconf, this.#source);
    return this.#patterns;
  }

  /** Finds the view of a path; made when the first path comes. */
  get dispatch(): Dispatch {
    this.#dispatch ??= new Dispatch(this.urlPatterns);
    return this.#dispatch;
  }

  /** Finds the pattern of a name; made when the first name comes. */
  get reverseIndex(): ReverseIndex {
    this.#reverseIndex ??= new ReverseIndex();
    return this.#reverseIndex.fill(this);
  }

  toString(): string {
    return `'${this.pattern}'`;
  }
}

function patternsOf(
  urlconf: Exclude<UrlSource, () => unknown>,
  source: UrlSource | string,
): readonly UrlEntry[] {
  const patterns: unknown = 'urlpatterns' in urlconf ? urlconf.urlpatterns : urlconf;
  if (Array.isArray(patterns)) return patterns as readonly UrlEntry[];
  throw new ImproperlyConfigured(
    `The included URLconf ${typeof source === 'string' ? `'${source}'` : ''} has no list of patterns.`,
    "Export `urlpatterns = [path('', view), ...]` from it; if it does, two files import each other: include(() => module) breaks the circle.",
  );
}
