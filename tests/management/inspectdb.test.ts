import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { configure } from 'jango/conf';
import { connections, registerModel } from 'jango/db';
import { callCommand } from 'jango/management';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppConfig } from '../../src/apps/app-config.ts';
import { apps } from '../../src/apps/registry.ts';
import djangoSchema from '../contrib/django-schema.json' with { type: 'json' };
import { CHINOOK } from './chinook.ts';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'jango-inspectdb-'));
const stray = `
CREATE TABLE "odd names" ("class" varchar(5), "unit price" decimal, "1st" integer, "save" integer, "a__b" text, "data" text CHECK (JSON_VALID("data")), "shape" geometry);
CREATE TABLE country (code varchar(2) NOT NULL PRIMARY KEY, name varchar(50) NOT NULL UNIQUE);
CREATE TABLE city (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, country_id varchar(2) NOT NULL REFERENCES country, twin_country_id varchar(2) REFERENCES country (code), mayor_id integer NOT NULL UNIQUE REFERENCES person (id), name varchar(50) NOT NULL, UNIQUE (country_id, name));
CREATE TABLE person (id char(32) NOT NULL PRIMARY KEY, born date, big bigint, on_duty bool NOT NULL);
CREATE VIEW big_city AS SELECT name FROM city;
`;
let source: string;

async function inspect(args: string[] = [], options = {}): Promise<{ text: string; errors: string }> {
  const result = { text: '', errors: '' };
  await callCommand('inspectdb', args, {
    stdout: { write: (more: string) => (result.text += more) },
    stderr: { write: (more: string) => (result.errors += more) },
    ...options,
  });
  return result;
}

beforeAll(async () => {
  const DATABASES = { default: { ENGINE: 'sqlite3', NAME: ':memory:' } };
  configure({ SECRET_KEY: 'x', BASE_DIR: folder, DATABASES });
  for (const statement of (CHINOOK + stray).split(/;\s*\n/).filter((sql) => sql.trim() !== '')) {
    await connections.get().execute(statement, []);
  }
  for (const statement of djangoSchema.filter((sql) => /^CREATE TABLE "/.test(sql))) {
    await connections.get().execute(statement, []);
  }
  source = (await inspect([], { includeViews: true })).text;
  writeFileSync(path.join(folder, 'models.ts'), source);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The class of a model, as it was printed. */
const classOf = (name: string): string => new RegExp(`export class ${name} [\\s\\S]*?\\n}`).exec(source)![0];

describe('inspectdb', () => {
  test('writes a class for each table, its relations named for what they lead to', () => {
    expect(classOf('Track')).toBe(`export class Track extends models.Model {
  trackId = models.AutoField({ primaryKey: true, dbColumn: 'TrackId' });
  name = models.CharField({ maxLength: 200, dbColumn: 'Name' });
  album = models.ForeignKey(() => Album, { onDelete: models.DO_NOTHING, dbColumn: 'AlbumId', null: true, blank: true });
  mediaType = models.ForeignKey(() => MediaType, { onDelete: models.DO_NOTHING, dbColumn: 'MediaTypeId' });
  genre = models.ForeignKey(() => Genre, { onDelete: models.DO_NOTHING, dbColumn: 'GenreId', null: true, blank: true });
  composer = models.CharField({ maxLength: 220, dbColumn: 'Composer', null: true, blank: true });
  milliseconds = models.IntegerField({ dbColumn: 'Milliseconds' });
  bytes = models.IntegerField({ dbColumn: 'Bytes', null: true, blank: true });
  unitPrice = models.DecimalField({ maxDigits: 10, decimalPlaces: 2, dbColumn: 'UnitPrice' });

  static objects = models.Manager<Track>();
  static meta: models.Meta<Track> = {
    managed: false,
    dbTable: 'Track',
  };
}`);
    expect(classOf('Employee')).toContain(
      "reportsTo = models.ForeignKey(() => Employee, { onDelete: models.DO_NOTHING, dbColumn: 'ReportsTo', null: true, blank: true });",
    );
  });

  test('says what it could not know', () => {
    expect(classOf('PlaylistTrack')).toContain(
      `export class PlaylistTrack extends models.Model<[number, number]> {
  override pk = models.CompositePrimaryKey<[number, number]>('playlistId', 'trackId');
  playlist = models.ForeignKey(() => Playlist, {`,
    );
    const odd = classOf('OddNames');
    expect(odd).toContain(
      '// There is no primary key: this column stands in for it.\n  class = models.CharField(',
    );
    expect(odd).toContain('// A guess: the database does not say how many digits there are.\n  unitPrice = ');
    expect(odd).toContain(
      "// A guess: there is no field for the type 'geometry'.\n  shape = models.TextField(",
    );
    expect(odd).toContain("number1st = models.IntegerField({ dbColumn: '1st', null: true, blank: true });");
    expect(odd).toContain("saveField = models.IntegerField({ dbColumn: 'save'");
    expect(odd).toContain("aB = models.TextField({ dbColumn: 'a__b'");
    expect(odd).toContain('data = models.JSONField({ null: true, blank: true });');
  });

  test('leaves out what a model has by itself: its id, columns named as fields are', () => {
    expect(classOf('City')).toBe(`export class City extends models.Model {
  country = models.ForeignKey(() => Country, { onDelete: models.DO_NOTHING });
  twinCountry = models.ForeignKey(() => Country, { onDelete: models.DO_NOTHING, null: true, blank: true, relatedName: 'cityTwinCountrySet' });
  mayor = models.OneToOneField(() => Person, { onDelete: models.DO_NOTHING });
  name = models.CharField({ maxLength: 50 });

  static objects = models.Manager<City>();
  static meta: models.Meta<City> = {
    managed: false,
    dbTable: 'city',
    uniqueTogether: [['country', 'name']],
  };
}`);
    expect(classOf('Country')).toContain(
      'extends models.Model<string> {\n  code = models.CharField({ primaryKey: true,',
    );
    expect(classOf('Person')).toContain(
      'override id = models.CharField({ primaryKey: true, maxLength: 32 });',
    );
    expect(classOf('Person')).toContain('onDuty = models.BooleanField();');
  });

  test('takes the tables that are named, and views when asked to', async () => {
    const { text, errors } = await inspect(['Genre', 'nothing']);
    expect(text.match(/^export class \w+/gm)).toEqual(['export class Genre']);
    expect(errors).toContain("There is no table 'nothing'.");
    expect((await inspect()).text).not.toContain('BigCity');
    expect(source).toContain('/** A view. */\nexport class BigCity');
  });

  test('reads the tables of a Django site', () => {
    expect(
      classOf('AuthUserGroups'),
    ).toContain(`  user = models.ForeignKey(() => AuthUser, { onDelete: models.DO_NOTHING });
  group = models.ForeignKey(() => AuthGroup, { onDelete: models.DO_NOTHING });
`);
    expect(classOf('DjangoSession')).toContain(
      'sessionKey = models.CharField({ primaryKey: true, maxLength: 40 });',
    );
    expect(classOf('AuthUser')).toContain('lastLogin = models.DateTimeField({ null: true, blank: true });');
  });

  test('makes a file that passes the compiler', () => {
    const config = {
      extends: path.join(root, 'tsconfig.json'),
      compilerOptions: {
        noEmit: true,
        types: [],
        paths: {
          jango: [path.join(root, 'src/index.ts')],
          'jango/*': [path.join(root, 'src/*/index.ts'), path.join(root, 'src/*.ts')],
        },
      },
      include: [path.join(folder, 'models.ts')],
      exclude: [],
    };
    writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(config));
    const tsc = path.join(root, 'node_modules/.bin/tsc');
    expect(execFileSync(tsc, ['-p', folder], { encoding: 'utf8' })).toBe('');
  }, 60_000);

  test('makes models that query the database', async () => {
    const config = new AppConfig();
    Object.assign(config, { name: 'chinook', label: 'chinook' });
    apps.addAppConfig(config);
    type Rows = { [name: string]: never } & (new () => object);
    const module = (await import(pathToFileURL(path.join(folder, 'models.ts')).href)) as Record<string, Rows>;
    for (const model of Object.values(module)) registerModel(model as never, 'chinook');
    const objects = (name: string): Queries => (module[name] as unknown as { objects: Queries }).objects;
    const tracks = objects('Track').filter({ album__artist__name: 'The Kettles' }).orderBy('-unitPrice');
    expect(await tracks.valuesList('name', 'unitPrice', 'genre__name')).toMatchObject([
      ['Whistle', expect.anything(), null],
      ['Steam', expect.anything(), 'Rock'],
    ]);
    expect(await objects('PlaylistTrack').filter({ playlist__name: 'Tea' }).count()).toBe(2);
    expect(await objects('Employee').filter({ reportsTo__lastName: 'Han' }).valuesList('firstName')).toEqual([
      ['Mi'],
    ]);
    expect(
      await objects('InvoiceLine').filter({ invoice__customer__supportRep__reportsTo__pk: 1 }).count(),
    ).toBe(2);
    for (const name of Object.keys(module)) await objects(name).count();
  });
});

interface Queries {
  filter(conditions: object): Queries;
  orderBy(...fields: string[]): Queries;
  valuesList(...fields: string[]): Promise<unknown[][]>;
  count(): Promise<number>;
}
