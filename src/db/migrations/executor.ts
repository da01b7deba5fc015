import '../models/runtime.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { NodeNotFoundError } from './errors/node-not-found-error.ts';
import { MigrationLoader } from './loader.ts';
import type { Migration, MigrationKey } from './migration.ts';
import { nodeName } from './node-name.ts';
import type { PlanStep } from './plan.ts';
import { MigrationRecorder } from './recorder.ts';
import { allReplaced, replacedLeaves } from './replaced.ts';
import { isSoftApplied } from './soft-applied.ts';
import { ProjectState } from './state/project-state.ts';
import { addUnmigratedModels } from './unmigrated-models.ts';

export type ProgressAction =
  | 'apply-start'
  | 'apply-success'
  | 'apply-skipped'
  | 'unapply-start'
  | 'unapply-success'
  | 'render-start'
  | 'render-success';
export type Progress = (action: ProgressAction, migration?: Migration, fake?: boolean) => void;

/** An app and how far to migrate it; null stands for before its first migration. */
export type Target = readonly [appLabel: string, name: string | null];

export interface ApplyOptions {
  /** Record only; the database is left alone. */
  fake?: boolean;
  /** Record only those initial migrations whose tables are there already. */
  fakeInitial?: boolean;
  /** Operation, from 1, at which the first migration of the plan goes on; those before it are in the database. */
  fromOperation?: number;
}

/** Brings a database from the migrations that it has had to those that are wanted. */
export class MigrationExecutor {
  readonly connection: DatabaseWrapper;
  readonly loader: MigrationLoader;
  readonly recorder: MigrationRecorder;
  readonly #progress: Progress;

  constructor(connection: DatabaseWrapper, loader: MigrationLoader, progress: Progress = () => {}) {
    this.connection = connection;
    this.loader = loader;
    this.recorder = new MigrationRecorder(connection);
    this.#progress = progress;
  }

  static async load(connection: DatabaseWrapper, progress?: Progress): Promise<MigrationExecutor> {
    return new MigrationExecutor(connection, await MigrationLoader.load(connection), progress);
  }

  /** The last migration of each app. */
  get leafTargets(): Target[] {
    return this.loader.graph.leafNodes().map((migration) => migration.key);
  }

  /** The steps to the targets. @param cleanStart as if nothing were applied */
  migrationPlan(targets: readonly Target[], { cleanStart = false } = {}): PlanStep[] {
    const { graph } = this.loader;
    const applied = new Set(cleanStart ? [] : this.loader.applied.keys());
    const plan: PlanStep[] = [];
    const add = (migration: Migration, backwards: boolean): void => {
      if (applied.has(String(migration)) !== backwards) return;
      plan.push({ migration, backwards });
      if (backwards) applied.delete(String(migration));
      else applied.add(String(migration));
    };
    for (const [appLabel, name] of targets) {
      if (name === null) {
        for (const root of graph.rootNodes(appLabel)) {
          for (const migration of graph.backwardsPlan(root.key)) add(migration, true);
        }
      } else if (applied.has(nodeName([appLabel, name]))) {
        const next = graph.childrenOf([appLabel, name]).filter((child) => child.appLabel === appLabel);
        for (const child of next) {
          for (const migration of graph.backwardsPlan(child.key)) add(migration, true);
        }
      } else {
        for (const migration of graph.forwardsPlan([appLabel, name])) add(migration, false);
      }
    }
    return plan;
  }

  /**
   * Carry out a plan.
   * @returns the state of the models at its end
   */
  async migrate(plan: readonly PlanStep[], options: ApplyOptions = {}): Promise<ProjectState> {
    await this.recorder.ensureSchema();
    await this.#recordReplacements();
    const directions = new Set(plan.map((step) => step.backwards));
    if (directions.size > 1) {
      throw new NodeNotFoundError(
        'The plan has migrations to apply and others to undo.',
        'Run `migrate` once for each direction.',
      );
    }
    if (directions.has(true)) return this.#migrateBackwards(plan, options);
    return this.#migrateForwards(plan, options);
  }

  /** The models after everything that is applied. */
  stateOfApplied(): ProjectState {
    const keys = [...this.loader.applied.values()]
      .map(({ key }) => key)
      .filter((key) => this.loader.graph.has(key));
    return this.loader.projectState(keys);
  }

  async #migrateForwards(plan: readonly PlanStep[], options: ApplyOptions): Promise<ProjectState> {
    const state = this.#startingState(plan);
    addUnmigratedModels(state, this.loader);
    const { fromOperation = 1, ...rest } = options;
    for (const [index, { migration }] of plan.entries()) {
      await this.#apply(migration, state, index === 0 ? { ...rest, fromOperation } : rest);
    }
    return state;
  }

  async #apply(migration: Migration, state: ProjectState, options: ApplyOptions): Promise<void> {
    this.#progress('apply-start', migration);
    let fake = options.fake ?? false;
    if (!fake && options.fakeInitial && migration.isInitial) {
      fake = await isSoftApplied(this.connection, migration, state);
    }
    if (fake) {
      migration.mutateState(state);
      await this.#record(migration);
      this.#progress('apply-success', migration, true);
      return;
    }
    const editor = await this.connection.schemaEditor({ atomic: migration.atomic });
    const skipped = await editor.run(async () => {
      if (await this.#isAppliedByNow(migration)) {
        migration.mutateState(state);
        return true;
      }
      await migration.apply(state, editor, { fromOperation: options.fromOperation ?? 1 });
      await this.#record(migration);
      return false;
    });
    this.#progress(skipped ? 'apply-skipped' : 'apply-success', migration);
  }

  /** A squashed migration all of whose replaced ones are applied is applied itself. */
  async #recordReplacements(): Promise<void> {
    const recorded = await this.recorder.appliedMigrations();
    for (const migration of this.loader.disk.values()) {
      if (migration.replaces.length === 0 || recorded.has(String(migration))) continue;
      const leaves = replacedLeaves(migration, this.loader.disk);
      if (leaves.every((key) => recorded.has(nodeName(key)))) await this.#record(migration, []);
    }
  }

  /** Another process may have been quicker; inside of the transaction there is no doubt. */
  #isAppliedByNow(migration: Migration): Awaitable<boolean> {
    return this.recorder.isApplied(migration.key);
  }

  /** A squashed migration is recorded together with those whose place it takes. */
  async #record(migration: Migration, replaces: readonly MigrationKey[] = this.#replaced(migration)) {
    for (const key of replaces) await this.recorder.recordApplied(key);
    await this.recorder.recordApplied(migration.key);
    this.#note(migration.key, true);
    for (const key of replaces) this.#note(key, true);
  }

  #replaced(migration: Migration): MigrationKey[] {
    return allReplaced(migration, this.loader.disk);
  }

  #note(key: MigrationKey, applied: boolean): void {
    if (applied) this.loader.applied.set(nodeName(key), { key, applied: undefined });
    else this.loader.applied.delete(nodeName(key));
  }

  async #migrateBackwards(plan: readonly PlanStep[], options: ApplyOptions): Promise<ProjectState> {
    const states = this.#statesBefore(plan);
    for (const { migration } of plan) {
      this.#progress('unapply-start', migration);
      if (options.fake) await this.#unrecord(migration);
      else {
        const editor = await this.connection.schemaEditor({ atomic: migration.atomic });
        await editor.run(async () => {
          await migration.unapply(states.get(String(migration))!, editor);
          await this.#unrecord(migration);
        });
      }
      this.#progress('unapply-success', migration, options.fake);
    }
    return this.stateOfApplied();
  }

  async #unrecord(migration: Migration): Promise<void> {
    for (const key of [migration.key, ...this.#replaced(migration)]) {
      await this.recorder.recordUnapplied(key);
      this.#note(key, false);
    }
  }

  /** The state before each migration that will be undone, all of them found in one walk. */
  #statesBefore(plan: readonly PlanStep[]): Map<string, ProjectState> {
    const wanted = new Set(plan.map(({ migration }) => String(migration)));
    const states = new Map<string, ProjectState>();
    const state = new ProjectState([], this.loader.unmigratedApps);
    addUnmigratedModels(state, this.loader);
    for (const { migration } of this.migrationPlan(this.leafTargets, { cleanStart: true })) {
      if (!this.loader.applied.has(String(migration))) continue;
      if (wanted.has(String(migration))) states.set(String(migration), state.clone());
      migration.mutateState(state);
    }
    return states;
  }

  #startingState(plan: readonly PlanStep[]): ProjectState {
    const planned = new Set(plan.map(({ migration }) => String(migration)));
    const state = new ProjectState([], this.loader.unmigratedApps);
    for (const { migration } of this.migrationPlan(this.leafTargets, { cleanStart: true })) {
      const name = String(migration);
      if (this.loader.applied.has(name) && !planned.has(name)) migration.mutateState(state);
    }
    return state;
  }
}
