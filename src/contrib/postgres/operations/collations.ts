import type { SchemaEditor } from '../../../db/backends/base/schema-editor.ts';
import { operationOptions } from '../../../db/migrations/operations/check-options.ts';
import {
  CATEGORY,
  type DeconstructedOperation,
  Operation,
} from '../../../db/migrations/operations/operation.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import { allowMigrate } from '../../../db/router.ts';
import { MODULE } from '../module-name.ts';

export interface CollationOptions {
  name: string;
  /** A locale of the provider: `'und-u-ks-level2'`. */
  locale: string;
  provider?: 'libc' | 'icu';
  /** False lets texts that differ in their bytes be equal; needs `icu`. */
  deterministic?: boolean;
}

/** What making a collation and removing it have in common. */
abstract class CollationOperation extends Operation {
  readonly options: CollationOptions;
  protected abstract readonly operation: string;

  constructor(options: CollationOptions) {
    super();
    this.options = options;
    const { provider = 'libc' } = options;
    if (provider === 'libc' || provider === 'icu') return;
    throw new ModelDefinitionError(
      `There is no provider '${String(provider)}' of collations.`,
      "It is 'libc' or 'icu'.",
    );
  }

  override deconstruct(): DeconstructedOperation {
    return { module: MODULE, name: this.operation, options: { ...this.options } };
  }

  override stateForwards(): void {}

  protected async create(appLabel: string, editor: SchemaEditor): Promise<void> {
    if (!this.#concerns(appLabel, editor)) return;
    const { name, locale, provider = 'libc', deterministic = true } = this.options;
    const parts = [`locale=${editor.quoteValue(locale)}`];
    if (provider !== 'libc') parts.push(`provider=${provider}`);
    if (!deterministic) parts.push('deterministic=false');
    await editor.execute(`CREATE COLLATION ${editor.quoteName(name)} (${parts.join(', ')})`);
  }

  protected async remove(appLabel: string, editor: SchemaEditor): Promise<void> {
    if (this.#concerns(appLabel, editor))
      await editor.execute(`DROP COLLATION ${editor.quoteName(this.options.name)}`);
  }

  #concerns(appLabel: string, { connection }: SchemaEditor): boolean {
    const { supportsNamedCollations = false } = connection.features;
    return supportsNamedCollations && allowMigrate(connection.alias, appLabel);
  }
}

class Creation extends CollationOperation {
  override readonly category = CATEGORY.ADDITION;
  protected override readonly operation = 'CreateCollation';

  override describe(): string {
    return `Create collation ${this.options.name}`;
  }

  override get migrationNameFragment(): string {
    return `create_collation_${this.options.name.toLowerCase()}`;
  }

  override databaseForwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    return this.create(appLabel, editor);
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    return this.remove(appLabel, editor);
  }

  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    if (operation instanceof Removal && operation.options.name === this.options.name) return [];
    return super.reduce(operation, appLabel);
  }
}

class Removal extends CollationOperation {
  override readonly category = CATEGORY.REMOVAL;
  protected override readonly operation = 'RemoveCollation';

  override describe(): string {
    return `Remove collation ${this.options.name}`;
  }

  override get migrationNameFragment(): string {
    return `remove_collation_${this.options.name.toLowerCase()}`;
  }

  override databaseForwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    return this.remove(appLabel, editor);
  }

  override databaseBackwards(appLabel: string, editor: SchemaEditor): Promise<void> {
    return this.create(appLabel, editor);
  }
}

/** Make a collation, which `dbCollation` of fields may name: `CreateCollation({ name: 'german', provider: 'icu', locale: 'de' })`. */
export function CreateCollation(options: CollationOptions): Operation {
  return new Creation(operationOptions('CreateCollation', options));
}

/** The contrary; it is told all of it, so that it can be undone. */
export function RemoveCollation(options: CollationOptions): Operation {
  return new Removal(operationOptions('RemoveCollation', options));
}
