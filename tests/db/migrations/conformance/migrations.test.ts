import { configure } from 'jango/conf';
import { createModel } from 'jango/db';
import {
  Autodetector,
  type Migration,
  NO_DEFAULT,
  type Operation,
  optimize,
  type Questioner,
} from 'jango/db/migrations';
import { describe, expect, test } from 'vitest';
import { deepDeconstruct } from '../../../../src/db/migrations/autodetector/deep-deconstruct.ts';
import { hasVectors, readVectors } from '../../../support/conformance.ts';
import { decode, decodeOperation, decodeState, type OperationVector } from './decode.ts';

interface MigrationVector {
  name: string;
  dependencies: [string, string][];
  operations: OperationVector[];
  suggested_name: string;
}

type Answer = [method: string, args: unknown[], answer: unknown];

const vectors = readVectors('orm/migrations') as unknown as Record<string, unknown>[];

/** Gives the answers of a vector, in any order; every other question is a failure. */
function prepared(answers: readonly Answer[]): Questioner {
  const answer = (method: string, ...args: unknown[]) => {
    const found = answers.find(
      ([name, given]) => name === method && args.every((arg, i) => arg === given[i]),
    );
    if (found === undefined) throw new Error(`Unexpected question ${method}(${args.join(', ')})`);
    const value = decode(found[2]);
    return value === undefined ? NO_DEFAULT : value;
  };
  return {
    askInitial: () => true,
    askNotNullAddition: ({ name, modelName }) => answer('ask_not_null_addition', name, modelName),
    askNotNullAlteration: ({ name, modelName }) => answer('ask_not_null_alteration', name, modelName),
    askAutoNowAddAddition: ({ name, modelName }) => answer('ask_auto_now_add_addition', name, modelName),
    askUniqueCallableDefaultAddition: () => {},
    askRename: ({ modelName, name }, oldName) => answer('ask_rename', modelName, oldName, name) as boolean,
    askRenameModel: (from, to) =>
      answer('ask_rename_model', `${from.appLabel}.${from.name}`, `${to.appLabel}.${to.name}`) as boolean,
    askMerge: () => false,
  };
}

/** An operation as plain data; sets of groups in one order, options that say nothing left out. */
function plain(operation: Operation): unknown {
  const { name, options } = operation.deconstruct();
  const tidy = { ...options };
  if (tidy['options'] !== undefined) {
    const kept = Object.entries(tidy['options'] as object).filter(([, value]) => !isEmpty(value));
    tidy['options'] = Object.fromEntries(kept.map(([key, value]) => [key, sortGroups(key, value)]));
    if (kept.length === 0 && name === 'CreateModel') delete tidy['options'];
  }
  for (const key of ['uniqueTogether', 'indexTogether']) {
    if (key in tidy) tidy[key] = sortGroups(key, tidy[key]);
  }
  return { name, options: lowerTargets(deepDeconstruct(tidy)) };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || (Array.isArray(value) && value.length === 0);
}

function sortGroups(key: string, value: unknown): unknown {
  if (!key.endsWith('Together')) return value;
  return [...((value ?? []) as string[][])].sort((a, b) => (String(a) < String(b) ? -1 : 1));
}

/** The case of a label means nothing. */
function lowerTargets(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, item) =>
    (key === 'to' || key === 'through') && typeof item === 'string' ? item.toLowerCase() : item,
  );
}

/** Some vectors have no descriptions; a Python tuple is written without its punctuation here. */
function checkDescriptions(found: readonly Operation[], expected: readonly OperationVector[]): void {
  for (const [i, operation] of found.entries()) {
    const wanted = expected[i]!.describe as string | undefined;
    if (wanted !== undefined)
      expect(operation.describe()).toBe(
        wanted.replace(/\('(.*)'\)/, (_, names) => names.replaceAll("'", '')),
      );
  }
}

function checkMigration(found: Migration, expected: MigrationVector): void {
  expect(found.name).toBe(expected.name);
  expect(found.operations.map(plain)).toEqual(expected.operations.map(decodeOperation).map(plain));
  checkDescriptions(found.operations, expected.operations);
  const dependencies = (list: readonly (readonly string[])[]) => [...new Set(list.map(String))].sort();
  expect(dependencies(found.dependencies)).toEqual(dependencies(expected.dependencies));
  expect(found.suggestName()).toBe(expected.suggested_name);
}

describe.skipIf(!hasVectors)('migrations of Django', () => {
  configure({
    SECRET_KEY: 'x',
    BASE_DIR: '/nowhere',
    DEFAULT_AUTO_FIELD: 'AutoField',
    AUTH_USER_MODEL: 'auth.User',
  });
  createModel('User', { appLabel: 'auth', meta: { swappable: 'AUTH_USER_MODEL' } });

  // A relation over several columns: there is no such field yet.
  const known = vectors.filter((one) => !JSON.stringify(one).includes('"ForeignObject"'));
  expect(vectors.length - known.length).toBeLessThanOrEqual(1);

  for (const vector of known.filter((one) => one['kind'] === 'autodetector')) {
    test(`${String(vector['test']).split('.').at(-1)} ${vector['id']}`, async () => {
      const [before, after] = [vector['before'], vector['after']].map((state) => decodeState(state as never));
      const questioner = prepared((vector['answers'] ?? []) as Answer[]);
      const changes = await new Autodetector(before!, after!, questioner).detect();
      const expected = vector['changes'] as Record<string, MigrationVector[]>;
      expect([...changes.keys()].sort()).toEqual(Object.keys(expected).sort());
      for (const [app, migrations] of changes) {
        expect(migrations.length).toBe(expected[app]!.length);
        for (const [i, migration] of migrations.entries()) checkMigration(migration, expected[app]![i]!);
      }
    });
  }

  for (const vector of known.filter((one) => one['kind'] === 'optimizer')) {
    test(`${String(vector['test']).split('.').at(-1)} ${vector['id']}`, () => {
      const operations = (vector['operations'] as OperationVector[]).map(decodeOperation);
      const found = optimize(operations, String(vector['app_label']));
      const expected = (vector['optimized'] as OperationVector[]).map(decodeOperation);
      expect(found.map(plain)).toEqual(expected.map(plain));
      checkDescriptions(found, vector['optimized'] as OperationVector[]);
    });
  }
});
