import { connections } from 'jango/db';
import { Autodetector, OperationFailed, type ProjectState } from 'jango/db/migrations';
import { expect } from 'vitest';
import { findDrift } from '../../../../src/db/migrations/drift/find-drift.ts';
import { emptyDatabase, POSTGRES } from '../../../support/database.ts';
import { MYSQL } from '../../../support/mysql.ts';
import type { Engine } from './build-field.ts';
import { Projects, type Side } from './build-project.ts';
import { evolve, migrationsBetween, NOTHING, questioner, revert } from './evolve.ts';
import type { Plan } from './model-plans.ts';
import { fill, keptValues, lostValues, type Rows, readRows } from './rows.ts';
import { type Snapshot, snapshot } from './snapshot.ts';

const SETTINGS = {
  sqlite3: { ENGINE: 'sqlite3', NAME: ':memory:' },
  postgresql: POSTGRES,
  mysql: MYSQL,
} as const;

async function inDatabase<T>(engine: Engine, body: () => Promise<T>): Promise<T> {
  const restore = await connections.override('default', SETTINGS[engine]);
  try {
    await emptyDatabase();
    return await body();
  } finally {
    await restore();
  }
}

/**
 * Go from one project of the plan to the other, back, and there again: each time the tables have to be those that
 * creating the project makes, the rows have to be there, and nothing may be left to detect. What was undone has to be
 * what was there before.
 */
export async function checkPair(plan: Plan, engine: Engine): Promise<void> {
  const projects = new Projects(plan, engine);
  const wanted = new Map<Side, Snapshot>();
  for (const side of ['before', 'after'] as const) {
    await inDatabase(engine, async () => {
      await evolve(NOTHING, projects.state(side), projects);
      wanted.set(side, await snapshot(projects.state(side), engine));
    });
  }
  if (plan.undone) await inDatabase(engine, () => checkUndone(projects, wanted.get('before')!));
  await inDatabase(engine, () => checkThereAndBack(projects, wanted));
}

async function checkUndone(projects: Projects, wanted: Snapshot): Promise<void> {
  const { state } = await evolve(NOTHING, projects.state('before'), projects);
  const { migrations } = await evolve(state, projects.state('after'), projects);
  await revert(state, migrations);
  expect(await snapshot(state, projects.engine), 'the tables, undone').toEqual(wanted);
}

async function checkThereAndBack(projects: Projects, wanted: ReadonlyMap<Side, Snapshot>): Promise<void> {
  const { engine } = projects;
  let { state } = await evolve(NOTHING, projects.state('before'), projects);
  await fill(state, projects);
  let rows = await readRows(state);
  for (const side of ['after', 'before', 'after'] as const) {
    const target = projects.state(side);
    const evolution = await evolve(state, target, projects).catch((error: unknown) => {
      if (!projects.plan.long || !isTooLong(error)) throw error;
    });
    if (evolution === undefined) {
      if (engine === 'postgresql') await checkNothingDone(projects, state, rows);
      return;
    }
    const now = await readRows(evolution.state);
    expect(await snapshot(target, engine), `the tables ${side}`).toEqual(wanted.get(side));
    expect(lostValues(keptValues(rows, evolution.migrations), now), `the rows ${side}`).toEqual([]);
    expect(await findDrift(connections.get(), evolution.state), `the drift ${side}`).toEqual([]);
    expect(await leftToDo(evolution.state, target, projects), `what is left to do ${side}`).toEqual([]);
    ({ state } = evolution);
    rows = now;
  }
}

/** A column that is too short for its values is refused; the migration with it has done nothing. */
async function checkNothingDone(projects: Projects, state: ProjectState, rows: Rows): Promise<void> {
  if ((await migrationsBetween(state, projects.state('after'), projects)).length > 1) return;
  expect(await readRows(state)).toEqual(rows);
}

function isTooLong(error: unknown): boolean {
  const cause = error instanceof OperationFailed ? error.cause : error;
  return /too long|truncated/i.test(String(cause));
}

async function leftToDo(state: ProjectState, target: ProjectState, projects: Projects): Promise<string[]> {
  const changes = await new Autodetector(state, target, questioner(projects)).detect();
  return [...changes.values()].flat().flatMap(({ operations }) => operations.map((one) => one.describe()));
}
