import fs from 'node:fs';
import path from 'node:path';
import {
  ContentType,
  GenericForeignKeyField,
  GenericRelationField,
} from '../../../src/contrib/contenttypes/index.ts';
import { models as declarations, registerModel } from '../../../src/db/index.ts';
import { ModelState, ProjectState, type StateApps } from '../../../src/db/migrations/index.ts';
import type { Field } from '../../../src/db/models/fields/field.ts';
import { RuntimeManager } from '../../../src/db/models/manager.ts';
import type { ModelClass } from '../../../src/db/models/model.ts';
import type { RuntimeQuerySet } from '../../../src/db/models/query-set.ts';
import { camel } from '../camel.ts';
import { type FieldVector, field, type ManagerVector, type ModelVector } from '../model-states.ts';
import { applyCalls } from './calls.ts';
import { type Columns, tablesOf } from './columns.ts';
import { Names } from './names.ts';
import { Reader } from './reader.ts';
import type { Call } from './vector.ts';

/** Options that mean nothing to a query, or aren't options of Jango's. */
const LEFT_OUT = new Set(['help_text', 'verbose_name', 'on_delete_value', 'auto_created', 'path']);

/** The models of an app and of those it requires, as classes. */
export class AppModels {
  readonly names: Names;
  readonly vectors: readonly ModelVector[];
  readonly #app: string;
  readonly #apps: StateApps;
  #columns: ReadonlyMap<string, Columns> | undefined;

  constructor(folder: string, app: string) {
    this.#app = app;
    this.vectors = readModels(folder, app);
    this.names = new Names(this.vectors);
    const reader = new Reader(noRows(this.names));
    this.#apps = new ProjectState(this.vectors.map((model) => stateOf(model, reader))).apps;
    this.#apps.renderAll();
    registerModel(ContentType, 'contenttypes');
  }

  get(label: string): ModelClass {
    return this.#apps.getModel(label) as unknown as ModelClass;
  }

  get all(): ModelClass[] {
    return this.vectors.map(({ label }) => this.get(label));
  }

  /** The tables that hold rows, with their columns: those of the app and of Django's own. */
  get columns(): ReadonlyMap<string, Columns> {
    const apps = new Set([this.#app, 'contenttypes', 'auth']);
    this.#columns ??= tablesOf(this.all.filter(({ _meta: meta }) => meta.managed && apps.has(meta.appLabel)));
    return this.#columns;
  }

  /** Names of the tables that join two models, made by a field. */
  get joinTables(): string[] {
    return this.vectors.flatMap(({ fields }) =>
      fields.flatMap(({ join }) => (join?.auto ? [join.db_table] : [])),
    );
  }
}

function readModels(folder: string, app: string, seen = new Set<string>()): ModelVector[] {
  if (seen.has(app)) return [];
  seen.add(app);
  const file = path.join(folder, 'orm/models', `${app}.json`);
  const { requires = [], models } = JSON.parse(fs.readFileSync(file, 'utf8')) as {
    requires?: string[];
    models: ModelVector[];
  };
  return [...requires.flatMap((one) => readModels(folder, one, seen)), ...models];
}

function stateOf(model: ModelVector, reader: Reader): ModelState {
  const fields = model.fields
    .filter(({ type }) => type !== 'OrderWrt')
    .map((one) => field(one, LEFT_OUT, (value) => reader.read(value)));
  const generic = (model.private_fields ?? []).map(genericField);
  const { ordering, ...meta } = model.meta;
  const options = Object.entries(meta).map(([name, value]) => [camel(name), reader.read(value)] as const);
  return new ModelState(model.app_label, model.name, {
    fields: new Map([...fields, ...generic]),
    options: {
      ...Object.fromEntries(options),
      ...(ordering !== undefined && { ordering: reader.readPaths(ordering as unknown[]) }),
      dbTable: model.db_table,
      managed: model.managed,
      proxy: model.proxy,
    },
    bases: model.parents,
    managers: managersOf(model, reader),
  });
}

function genericField({ name, type, options: given }: FieldVector): [string, Field] {
  const options = Object.fromEntries(Object.entries(given).map(([key, value]) => [camel(key), value]));
  if (type === 'GenericForeignKey') return [name, new GenericForeignKeyField(options)];
  return [name, new GenericRelationField(options as { to: string })];
}

/** The default manager comes first; the base manager only when `base_manager_name` asks for it. */
function managersOf(model: ModelVector, reader: Reader): Map<string, RuntimeManager> {
  const { default_manager: main = { name: 'objects' }, base_manager: base } = model;
  const managers = [main, ...(base === undefined || base.name.startsWith('_') ? [] : [base])];
  return new Map(managers.map((one) => [one.name, managerOf(one, reader)]));
}

function managerOf({ calls }: ManagerVector, reader: Reader): RuntimeManager {
  if (calls === undefined || calls.length === 0) return new RuntimeManager();
  class Narrowed extends RuntimeManager {
    override getQueryset(): RuntimeQuerySet {
      return applyCalls(super.getQueryset(), calls as readonly Call[], reader) as RuntimeQuerySet;
    }
  }
  return new Narrowed();
}

/** What models are made with: they name no rows. */
function noRows(names: Names): ConstructorParameters<typeof Reader>[0] {
  const none = (): never => {
    throw new Error('A model names no rows.');
  };
  return { names, queryset: none, stored: none, create: none };
}

/** All rows of a model, whatever its managers leave out. */
export function allRows(model: ModelClass): RuntimeQuerySet {
  return new declarations.QuerySet(model) as unknown as RuntimeQuerySet;
}
