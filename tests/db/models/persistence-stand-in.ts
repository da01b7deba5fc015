import type { Persistence } from '../../../src/db/models/persistence.ts';
import { registerPersistence } from '../../../src/db/models/persistence.ts';

/** Managers that ask no database, for tests of what models do by themselves. */
class SilentManager {
  name = '';
  model = undefined as never;
  contributeToClass(model: never, name: string): void {
    this.model = model;
    this.name = name;
  }
  clone(): SilentManager {
    return new SilentManager();
  }
}

/** Lets a test run without the query side: managers that do nothing, relations that say what they are. */
export function standIn(parts: Partial<Persistence> = {}): void {
  registerPersistence({
    createManager: () => new SilentManager(),
    manyToManyManager: (instance: unknown, field: unknown) => ({ instance, field }),
    reverseManager: (instance: unknown, relation: unknown) => ({ instance, relation }),
    ...parts,
  } as Persistence);
}
