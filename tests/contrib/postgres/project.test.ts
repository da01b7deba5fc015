import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { connections } from 'jango/db';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Project } from '../../db/migrations/project.ts';
import { POSTGRES, postgresIsAbsent } from '../../support/database.ts';
import { makeTables } from './tables.ts';

const root = path.resolve(import.meta.dirname, '../../..');
const absent = await postgresIsAbsent();

const MODELS = `import { functions, models, Q } from 'jango/db';
import {
  ArrayField, BrinIndex, DateTimeRangeField, DecimalRangeField, ExclusionConstraint, GinIndex, HStoreField, OpClass, Range,
  RangeOperators, SearchVectorField,
} from 'jango/contrib/postgres';

export function usualTags() {
  return ['new'];
}

export class Thing extends models.Model {
  name = models.CharField({ maxLength: 20 });
  tags = ArrayField(models.CharField({ maxLength: 10 }), { default: usualTags, size: 5 });
  grid = ArrayField(ArrayField(models.IntegerField()), { null: true, blank: true });
  data = HStoreField({ default: () => ({}), blank: true });
  price = DecimalRangeField({ null: true, defaultBounds: '[]', default: () => null });
  during = DateTimeRangeField({ null: true });
  words = SearchVectorField({ null: true });
  room = models.IntegerField({ default: 0 });
  createdAt = models.DateTimeField({ autoNowAdd: true });

  static objects = models.Manager<Thing>();
  static meta: models.Meta<Thing> = {
    indexes: [
      new GinIndex({ fields: ['tags'], fastupdate: false }),
      new GinIndex({ fields: ['words'] }),
      new BrinIndex({ fields: ['createdAt'], pagesPerRange: 8 }),
      new GinIndex({ name: 'thing_name_trgm', fields: ['name'], opclasses: ['gin_trgm_ops'] }),
    ],
    constraints: [
      new ExclusionConstraint({
        name: 'no_overlap',
        expressions: [['room', RangeOperators.EQUAL], ['during', RangeOperators.OVERLAPS]],
        violationErrorMessage: 'Taken.',
      }),
    ],
  };
}
`;
const EXTENSIONS = `import { BtreeGistExtension, HStoreExtension, TrigramExtension } from 'jango/contrib/postgres';
import { defineMigration } from 'jango/db/migrations';

export default defineMigration({
  initial: true,
  operations: [HStoreExtension(), TrigramExtension(), BtreeGistExtension()],
});
`;
const SETTINGS = `import { defineSettings } from 'jango/conf';

export default defineSettings({
  BASE_DIR: import.meta.dirname + '/..',
  SECRET_KEY: 'test',
  DEBUG: true,
  INSTALLED_APPS: ['things', 'jango/contrib/postgres'],
  USE_TZ: true,
  TIME_ZONE: 'UTC',
  DATABASES: { default: ${JSON.stringify(POSTGRES)} },
});
`;
const USE = `import { setup } from './node_modules/jango/src/setup.ts';
import { connections } from 'jango/db';
import { Range } from 'jango/contrib/postgres';
import { Thing } from './things/models.ts';

await setup({ settings: 'site/settings.ts' });
const during = new Range(new Date('2024-01-01T10:00:00Z'), new Date('2024-01-01T12:00:00.5Z'));
const thing = await Thing.objects.create({ name: 'A "quoted" one', grid: [[1, 2]], data: { 'k"': null, '\\\\': '한글' }, during });
console.log(thing.tags, await Thing.objects.filter({ name__search: 'quoted' }).count());
await connections.closeAll();
`;

describe.skipIf(absent !== undefined)('a project on PostgreSQL', () => {
  let project: Project;

  beforeAll(async () => {
    await makeTables([]);
    await connections.closeAll();
    project = new Project(['things']);
    project.write('site/settings.ts', SETTINGS);
    project.write('things/models.ts', MODELS);
    project.write('things/migrations/0001_extensions.ts', EXTENSIONS);
  });
  afterAll(() => {
    project?.remove();
    return connections.closeAll();
  });

  test('makes migrations, applies them, finds nothing more to change, and goes back', {
    timeout: 180_000,
  }, async () => {
    await project.allDone(
      ['makemigrations'],
      ['migrate'],
      ['makemigrations', '--check'],
      ['migrate', 'things', 'zero'],
      ['migrate'],
    );
    const file = project.read('things/migrations/0002_initial.ts');
    expect(file).toContain(
      'tags: fields.custom(ArrayField(fields.CharField({ maxLength: 10 }), { default: usualTags, size: 5 }))',
    );
    expect(file).toContain("import { usualTags } from '../models.ts';");
    expect(file).toContain("from 'jango/contrib/postgres';");
  });

  test('writes fixtures as Django does, and reads them again', { timeout: 180_000 }, async () => {
    project.write('use.ts', USE);
    const loader = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;
    const options = { cwd: project.folder, encoding: 'utf8' } as const;
    const printed = execFileSync(process.execPath, ['--import', loader, 'use.ts'], options);
    expect(printed).toBe("[ 'new' ] 1\n");
    const [dumped] = await project.allDone(['dumpdata', 'things']);
    const [row] = JSON.parse(dumped!) as { fields: Record<string, unknown> }[];
    expect(row!.fields).toMatchObject({
      tags: '["new"]',
      grid: '["[\\"1\\", \\"2\\"]"]',
      price: null,
      during:
        '{"bounds": "[)", "lower": "2024-01-01T10:00:00+00:00", "upper": "2024-01-01T12:00:00.500000+00:00"}',
    });
    project.write('rows.json', dumped!);
    const again = await project.allDone(
      ['flush', '--noinput'],
      ['loaddata', 'rows.json'],
      ['dumpdata', 'things'],
    );
    expect(again[2]).toBe(dumped);
  });
});
