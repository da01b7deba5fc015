import type { DatabaseRouter } from 'jango/db';

/** What the router was asked, in order. */
export const asked: string[] = [];

/** Reads go to the replica, writes to the default database; apps called `away` live in the replica alone. */
export class PrimaryAndReplica implements DatabaseRouter {
  dbForRead(model: object, hints: Readonly<Record<string, unknown>>): string {
    asked.push(`read ${(model as { name: string }).name}${'instance' in hints ? ' of an instance' : ''}`);
    return 'replica';
  }

  dbForWrite(model: object): string {
    asked.push(`write ${(model as { name: string }).name}`);
    return 'default';
  }

  allowRelation(): boolean {
    return true;
  }

  allowMigrate(alias: string, appLabel: string): boolean | undefined {
    return appLabel === 'away' ? alias === 'replica' : undefined;
  }
}

/** Leaves everything to others but relations between databases. */
export const noRelations: DatabaseRouter = {
  allowRelation: (first, second) => (first as Stateful)._state.db === (second as Stateful)._state.db,
};

interface Stateful {
  readonly _state: { readonly db: string | undefined };
}
