import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { ProjectState } from '../state/project-state.ts';
import { CATEGORY, type DeconstructedOperation, Operation } from './operation.ts';

export interface SeparateDatabaseAndStateOptions {
  databaseOperations?: readonly Operation[];
  stateOperations?: readonly Operation[];
}

/** Do one thing to the database and tell the state another: for changes that the two see differently. */
export class SeparateDatabaseAndState extends Operation {
  override readonly category = CATEGORY.MIXED;
  readonly databaseOperations: readonly Operation[];
  readonly stateOperations: readonly Operation[];

  constructor(options: SeparateDatabaseAndStateOptions) {
    super();
    this.databaseOperations = options.databaseOperations ?? [];
    this.stateOperations = options.stateOperations ?? [];
  }

  override get reversible(): boolean {
    return this.databaseOperations.every((operation) => operation.reversible);
  }

  override deconstruct(): DeconstructedOperation {
    const { databaseOperations, stateOperations } = this;
    return {
      name: 'SeparateDatabaseAndState',
      options: {
        ...(databaseOperations.length > 0 && { databaseOperations }),
        ...(stateOperations.length > 0 && { stateOperations }),
      },
    };
  }

  override describe(): string {
    return 'Custom state/database change combination';
  }

  override stateForwards(appLabel: string, state: ProjectState): void {
    for (const operation of this.stateOperations) operation.stateForwards(appLabel, state);
  }

  override async databaseForwards(
    appLabel: string,
    editor: SchemaEditor,
    from: ProjectState,
    _to: ProjectState,
  ) {
    let before = from;
    for (const operation of this.databaseOperations) {
      const after = before.clone();
      operation.stateForwards(appLabel, after);
      await operation.databaseForwards(appLabel, editor, before, after);
      before = after;
    }
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    _from: ProjectState,
    to: ProjectState,
  ) {
    const states = [to];
    for (const operation of this.databaseOperations) {
      const next = states.at(-1)!.clone();
      operation.stateForwards(appLabel, next);
      states.push(next);
    }
    for (const [index, operation] of [...this.databaseOperations.entries()].reverse()) {
      await operation.databaseBackwards(appLabel, editor, states[index + 1]!, states[index]!);
    }
  }
}
