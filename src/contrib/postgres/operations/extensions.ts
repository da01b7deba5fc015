import type { SchemaEditor } from '../../../db/backends/base/schema-editor.ts';
import {
  CATEGORY,
  type DeconstructedOperation,
  Operation,
} from '../../../db/migrations/operations/operation.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import { allowMigrate } from '../../../db/router.ts';
import { MODULE } from '../module-name.ts';

export interface ExtensionOptions {
  /** Given to database routers. */
  hints?: Readonly<Record<string, unknown>>;
}

/** Make an extension known to the database; undone, it is dropped. Other databases take no notice. */
class CreateExtensionOperation extends Operation {
  override readonly category = CATEGORY.ADDITION;
  readonly name: string;
  readonly options: ExtensionOptions;
  readonly #operation: string;

  constructor(name: string, options: ExtensionOptions = {}, operation = 'CreateExtension') {
    super();
    if (typeof name !== 'string' || name === '')
      throw new ModelDefinitionError(
        'CreateExtension needs the name of an extension.',
        "CreateExtension('hstore')",
      );
    this.name = name;
    this.options = options;
    this.#operation = operation;
  }

  override deconstruct(): DeconstructedOperation {
    const args = this.#operation === 'CreateExtension' ? [this.name] : [];
    return { module: MODULE, name: this.#operation, args, options: { ...this.options } };
  }

  override describe(): string {
    return `Creates extension ${this.name}`;
  }

  override get migrationNameFragment(): string {
    return `create_extension_${this.name}`;
  }

  override stateForwards(): void {}

  override async databaseForwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    if (this.#concerns(appLabel, editor))
      await editor.execute(`CREATE EXTENSION IF NOT EXISTS ${editor.quoteName(this.name)}`);
  }

  override async databaseBackwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    if (this.#concerns(appLabel, editor))
      await editor.execute(`DROP EXTENSION IF EXISTS ${editor.quoteName(this.name)}`);
  }

  #concerns(appLabel: string, { connection }: SchemaEditor): boolean {
    const { supportsExtensions = false } = connection.features;
    return supportsExtensions && allowMigrate(connection.alias, appLabel, this.options.hints);
  }
}

type Make = (options?: ExtensionOptions) => Operation;

/** `CreateExtension('hstore')` among the operations of a migration. */
export function CreateExtension(name: string, options?: ExtensionOptions): Operation {
  return new CreateExtensionOperation(name, options);
}

function extension(name: string, operation: string): Make {
  return (options) => new CreateExtensionOperation(name, options, operation);
}

/** For BloomIndex. */
export const BloomExtension: Make = extension('bloom', 'BloomExtension');
/** For GIN indexes over columns of plain types. */
export const BtreeGinExtension: Make = extension('btree_gin', 'BtreeGinExtension');
/** For GiST indexes, and so ExclusionConstraints, over columns of plain types. */
export const BtreeGistExtension: Make = extension('btree_gist', 'BtreeGistExtension');
/** For texts whose case makes no difference. */
export const CITextExtension: Make = extension('citext', 'CITextExtension');
/** For functions of cryptography. */
export const CryptoExtension: Make = extension('pgcrypto', 'CryptoExtension');
/** For HStoreField. */
export const HStoreExtension: Make = extension('hstore', 'HStoreExtension');
/** For trigrams. */
export const TrigramExtension: Make = extension('pg_trgm', 'TrigramExtension');
/** For the lookup `unaccent`. */
export const UnaccentExtension: Make = extension('unaccent', 'UnaccentExtension');
