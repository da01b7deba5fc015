import { type IndexOptions, PostgresIndex, parameters } from './postgres-index.ts';

export interface BTreeIndexOptions extends IndexOptions {
  /** How full pages are made, in percent. */
  fillfactor?: number | null;
  deduplicateItems?: boolean | null;
}

/** The usual kind of index, with what can be said of its storage. */
export class BTreeIndex extends PostgresIndex {
  static override readonly suffix: string = 'btree';
  readonly fillfactor: number | null;
  readonly deduplicateItems: boolean | null;

  constructor(options: BTreeIndexOptions = {}) {
    super(options);
    this.fillfactor = options.fillfactor ?? null;
    this.deduplicateItems = options.deduplicateItems ?? null;
  }

  protected override storage(): readonly string[] {
    return parameters({ fillfactor: this.fillfactor, deduplicate_items: this.deduplicateItems });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { fillfactor: this.fillfactor, deduplicateItems: this.deduplicateItems };
  }
}

export interface GinIndexOptions extends IndexOptions {
  /** Whether new entries wait in a list before they are sorted in. */
  fastupdate?: boolean | null;
  /** Size of that list in kilobytes. */
  ginPendingListLimit?: number | null;
}

/** For what has many parts: arrays, JSON, hstores, vectors of words. */
export class GinIndex extends PostgresIndex {
  static override readonly suffix: string = 'gin';
  readonly fastupdate: boolean | null;
  readonly ginPendingListLimit: number | null;

  constructor(options: GinIndexOptions = {}) {
    super(options);
    this.fastupdate = options.fastupdate ?? null;
    this.ginPendingListLimit = options.ginPendingListLimit ?? null;
  }

  protected override storage(): readonly string[] {
    return parameters({ gin_pending_list_limit: this.ginPendingListLimit, fastupdate: this.fastupdate });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { fastupdate: this.fastupdate, ginPendingListLimit: this.ginPendingListLimit };
  }
}

export interface GistIndexOptions extends IndexOptions {
  /** Whether to build it with buffers. */
  buffering?: boolean | null;
  fillfactor?: number | null;
}

/** For what overlaps or is near: ranges, trigrams, geometry. */
export class GistIndex extends PostgresIndex {
  static override readonly suffix: string = 'gist';
  readonly buffering: boolean | null;
  readonly fillfactor: number | null;

  constructor(options: GistIndexOptions = {}) {
    super(options);
    this.buffering = options.buffering ?? null;
    this.fillfactor = options.fillfactor ?? null;
  }

  protected override storage(): readonly string[] {
    return parameters({ buffering: this.buffering, fillfactor: this.fillfactor });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { buffering: this.buffering, fillfactor: this.fillfactor };
  }
}

export interface FilledIndexOptions extends IndexOptions {
  fillfactor?: number | null;
}

/** An index whose pages may be left partly empty. */
abstract class FilledIndex extends PostgresIndex {
  readonly fillfactor: number | null;

  constructor(options: FilledIndexOptions = {}) {
    super(options);
    this.fillfactor = options.fillfactor ?? null;
  }

  protected override storage(): readonly string[] {
    return parameters({ fillfactor: this.fillfactor });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { fillfactor: this.fillfactor };
  }
}

/** For equality alone. */
export class HashIndex extends FilledIndex {
  static override readonly suffix: string = 'hash';
}

/** For what divides space unevenly: points, networks, texts by their beginnings. */
export class SpGistIndex extends FilledIndex {
  static override readonly suffix: string = 'spgist';
}
