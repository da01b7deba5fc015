import type { SchemaEditor } from '../backends/base/schema-editor.ts';
import { atomic } from '../transaction.ts';
import { IrreversibleError } from './errors/irreversible-error.ts';
import { type Left, OperationFailed } from './errors/operation-failed.ts';
import type { Operation } from './operations/operation.ts';
import type { ProjectState } from './state/project-state.ts';

/** `['articles', '0001_initial']`; `'__first__'` and `'__latest__'` stand for an app's first and last migration. */
export type MigrationKey = readonly [appLabel: string, name: string];

/** The default export of a migration file, through `defineMigration()`. */
export interface MigrationDefinition {
  /** Whether it makes an app's tables for the first time: `migrate --fake-initial` looks whether they are there. */
  initial?: boolean;
  /** Migrations that have to be applied before. */
  dependencies?: readonly MigrationKey[];
  /** Migrations, of other apps, that have to be applied after. */
  runBefore?: readonly MigrationKey[];
  /** Migrations whose place this one takes: a squashed one. */
  replaces?: readonly MigrationKey[];
  operations: readonly Operation[];
  /** False: no transaction around it. */
  atomic?: boolean;
  /** Ids of warnings of `lintmigrations` that are known and accepted: `['migrations.W106']`. */
  silenced?: readonly string[];
}

/** What a migration file exports. It does nothing but check its argument's type. */
export function defineMigration(definition: MigrationDefinition): MigrationDefinition {
  return definition;
}

/** A migration of an app: what its file says, with the name that the file has. */
export class Migration {
  readonly appLabel: string;
  readonly name: string;
  readonly initial: boolean | undefined;
  readonly dependencies: readonly MigrationKey[];
  readonly runBefore: readonly MigrationKey[];
  readonly replaces: readonly MigrationKey[];
  readonly operations: readonly Operation[];
  readonly atomic: boolean;
  readonly silenced: readonly string[];
  /** File that it came from; undefined for one that is being made. */
  readonly file: string | undefined;

  constructor(appLabel: string, name: string, definition: MigrationDefinition, file?: string) {
    this.appLabel = appLabel;
    this.name = name;
    this.initial = definition.initial;
    this.dependencies = definition.dependencies ?? [];
    this.runBefore = definition.runBefore ?? [];
    this.replaces = definition.replaces ?? [];
    this.operations = definition.operations;
    this.atomic = definition.atomic ?? true;
    this.silenced = definition.silenced ?? [];
    this.file = file;
  }

  /** A copy with some parts changed. */
  with(changes: Partial<MigrationDefinition> & { name?: string }): Migration {
    const { initial, ...rest } = this;
    const definition = { ...(initial !== undefined && { initial }), ...rest, ...changes };
    return new Migration(this.appLabel, changes.name ?? this.name, definition, this.file);
  }

  get key(): MigrationKey {
    return [this.appLabel, this.name];
  }

  /** `articles.0001_initial`. */
  toString(): string {
    return `${this.appLabel}.${this.name}`;
  }

  /** Whether it is an app's first: as it says itself, else when it depends on none of its app. */
  get isInitial(): boolean {
    return this.initial ?? this.dependencies.every(([appLabel]) => appLabel !== this.appLabel);
  }

  /** Change a state as this migration does. */
  mutateState(state: ProjectState): void {
    for (const operation of this.operations) operation.stateForwards(this.appLabel, state);
  }

  /**
   * Change the database, and the state with it.
   * @param state the state before; it is the one after when this returns
   * @param options.fromOperation the first operation that the database has not had, from 1
   * @throws OperationFailed naming migration, operation and file
   */
  async apply(state: ProjectState, editor: SchemaEditor, { fromOperation = 1 } = {}): Promise<void> {
    for (const [index, operation] of this.operations.entries()) {
      describeInSql(editor, operation);
      const described = editor.collectedSql.length;
      const before = state.clone();
      await this.#attempt(editor, operation, { index, backwards: false }, async () => {
        operation.stateForwards(this.appLabel, state);
        if (index + 1 < fromOperation || isOnlyShown(editor, operation)) return;
        await operation.databaseForwards(this.appLabel, editor, before, state);
      });
      markSilent(editor, operation, described);
    }
  }

  /** Undo the migration in the database. @param state the state before the migration */
  async unapply(state: ProjectState, editor: SchemaEditor): Promise<void> {
    const steps: { operation: Operation; from: ProjectState; to: ProjectState; index: number }[] = [];
    let current = state;
    for (const [index, operation] of this.operations.entries()) {
      if (!operation.reversible) throw new IrreversibleError(operation, String(this));
      const next = current.clone();
      operation.stateForwards(this.appLabel, next);
      steps.unshift({ operation, from: next, to: current, index });
      current = next;
    }
    for (const { operation, from, to, index } of steps) {
      describeInSql(editor, operation);
      const described = editor.collectedSql.length;
      if (isOnlyShown(editor, operation)) continue;
      await this.#attempt(editor, operation, { index, backwards: true }, () =>
        operation.databaseBackwards(this.appLabel, editor, from, to),
      );
      markSilent(editor, operation, described);
    }
  }

  async #attempt(
    editor: SchemaEditor,
    operation: Operation,
    at: { index: number; backwards: boolean },
    body: () => Promise<void>,
  ): Promise<void> {
    const waiting = [...editor.deferred];
    editor.sent.length = 0;
    try {
      await (this.#ownTransaction(editor, operation)
        ? atomic(body, { using: editor.connection.alias })
        : body());
    } catch (error) {
      const left = editor.atomic ? undefined : await settle(editor, waiting);
      throw new OperationFailed({ migration: this, operation, ...at, left }, error);
    }
  }

  /** Whether an operation gets a transaction, because the migration as a whole has none. */
  #ownTransaction(editor: SchemaEditor, { atomic: own = this.atomic }: Operation): boolean {
    return own && !editor.atomic && !editor.collecting;
  }

  /** What a file of these operations is called after its number: `article_created_at_article_updated_at`. */
  suggestName(): string {
    if (this.initial) return 'initial';
    const fragments = this.operations.flatMap((operation) => operation.migrationNameFragment ?? []);
    const named = fragments.length > 0 && fragments.length === this.operations.length;
    return named ? joinFragments(fragments.map((one) => one.replace(/\W+/g, '_'))) : `auto_${timestamp()}`;
  }
}

const MAX_NAME_LENGTH = 52;

/** As many fragments as fit; `and_more` stands for the rest. */
function joinFragments(fragments: readonly string[]): string {
  let name = fragments[0]!;
  for (const fragment of fragments.slice(1)) {
    const longer = `${name}_${fragment}`;
    if (longer.length > MAX_NAME_LENGTH) return `${name}_and_more`;
    name = longer;
  }
  return name;
}

/** `20261123_0200`, in the machine's time. */
function timestamp(): string {
  const now = new Date();
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = `${now.getFullYear()}${two(now.getMonth() + 1)}${two(now.getDate())}`;
  return `${date}_${two(now.getHours())}${two(now.getMinutes())}`;
}

/** In the output of `sqlmigrate`, each operation is announced, and those without SQL say so. */
function describeInSql(editor: SchemaEditor, operation: Operation): void {
  if (!editor.collecting) return;
  editor.collectedSql.push('--', `-- ${operation.describe()}`, '--');
  if (!operation.reducesToSql) editor.collectedSql.push('-- THIS OPERATION CANNOT BE WRITTEN AS SQL');
}

/** Code is not run for `sqlmigrate`, which changes nothing. */
function isOnlyShown(editor: SchemaEditor, operation: Operation): boolean {
  return editor.collecting && !operation.reducesToSql;
}

function markSilent(editor: SchemaEditor, operation: Operation, described: number): void {
  if (!editor.collecting || !operation.reducesToSql || editor.collectedSql.length > described) return;
  editor.collectedSql.push('-- (no-op)');
}

/** Without a transaction, the operations before the one that failed have to be whole: send what of them was waiting. */
async function settle(editor: SchemaEditor, waiting: SchemaEditor['deferred']): Promise<Left> {
  const statements = [...editor.sent];
  const missing: string[] = [];
  for (const statement of waiting.filter((one) => editor.deferred.includes(one))) {
    try {
      await editor.execute(statement);
    } catch (error) {
      missing.push(`${statement}; -- ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  editor.deferred = [];
  return { statements, missing };
}
