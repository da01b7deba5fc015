import { ModelDefinitionError } from '../../../db/models/errors.ts';
import { type IndexOptions, PostgresIndex, parameters } from './postgres-index.ts';

export interface BrinIndexOptions extends IndexOptions {
  /** Whether new blocks are summed up as they come. */
  autosummarize?: boolean | null;
  /** How many pages one entry stands for. */
  pagesPerRange?: number | null;
}

/** A small index of big tables whose rows lie in the order of the column, as of the time they were written. */
export class BrinIndex extends PostgresIndex {
  static override readonly suffix: string = 'brin';
  readonly autosummarize: boolean | null;
  readonly pagesPerRange: number | null;

  constructor(options: BrinIndexOptions = {}) {
    super(options);
    this.autosummarize = options.autosummarize ?? null;
    this.pagesPerRange = options.pagesPerRange ?? null;
    if (this.pagesPerRange === null || this.pagesPerRange > 0) return;
    throw new ModelDefinitionError('BrinIndex.pagesPerRange must be a number of pages, or null.');
  }

  protected override storage(): readonly string[] {
    return parameters({ autosummarize: this.autosummarize, pages_per_range: this.pagesPerRange });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { autosummarize: this.autosummarize, pagesPerRange: this.pagesPerRange };
  }
}

export interface BloomIndexOptions extends IndexOptions {
  /** Bits of an entry, from 1 to 4096. */
  length?: number | null;
  /** Bits of each column, from 1 to 4095. */
  columns?: readonly number[];
}

const MOST_COLUMNS = 32;

/** For equality of any of many columns, by the extension bloom. */
export class BloomIndex extends PostgresIndex {
  static override readonly suffix: string = 'bloom';
  readonly length: number | null;
  readonly columns: readonly number[];

  constructor(options: BloomIndexOptions = {}) {
    super(options);
    this.length = options.length ?? null;
    this.columns = options.columns ?? [];
    const fail = (what: string): never => {
      throw new ModelDefinitionError(what);
    };
    if (this.fields.length > MOST_COLUMNS) fail(`Bloom indexes support a maximum of ${MOST_COLUMNS} fields.`);
    if (this.columns.length > this.fields.length)
      fail('BloomIndex.columns cannot have more values than fields.');
    if (this.columns.some((bits) => !(bits >= 1 && bits <= 4095)))
      fail('BloomIndex.columns must contain integers from 1 to 4095.');
    if (this.length !== null && !(this.length >= 1 && this.length <= 4096))
      fail('BloomIndex.length must be null or an integer from 1 to 4096.');
  }

  protected override storage(): readonly string[] {
    const ofColumns = this.columns.map((bits, index) => [`col${index + 1}`, bits] as const);
    return parameters({ length: this.length, ...Object.fromEntries(ofColumns) });
  }

  protected override ownOptions(): Readonly<Record<string, unknown>> {
    return { length: this.length, columns: this.columns };
  }
}
