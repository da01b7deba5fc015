// 100 models in 20 apps with 500 migrations: how long `makemigrations` (which finds nothing) and `migrate` of all of them on an empty SQLite file take,
// Jango beside real Django 5.2 in turns on the same migrations. DJANGO_PYTHON names the Python that has it; without it Jango runs alone.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';

const [APPS, MODELS, MIGRATIONS, ROUNDS] = [20, 5, 25, 3];
const python = process.env.DJANGO_PYTHON;

export function migrations() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'bench-migrations-'));
  try {
    const programs = [['jango', jangoProject(path.join(folder, 'jango'))]];
    if (python === undefined) console.warn('DJANGO_PYTHON is not set: Jango is measured alone.');
    else programs.push(['Django', djangoProject(path.join(folder, 'django'))]);
    const taken = new Map(programs.map(([name]) => [name, { makemigrations: [], migrate: [] }]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [name, run] of programs) {
        const makemigrations = timed(() => run('makemigrations'), /No changes detected/);
        const migrate = timed(
          () => run('migrate'),
          new RegExp(`app${APPS - 1}\\.00${MIGRATIONS}\\w*\\.\\.\\. OK`),
        );
        // The first round fills the caches of compiled files of both.
        if (round === 0) continue;
        taken.get(name).makemigrations.push(makemigrations);
        taken.get(name).migrate.push(migrate);
      }
    }
    const figures = ['wall', 'cpu'];
    const rows = [...taken].map(([name, { makemigrations, migrate }]) => [
      name,
      ...[makemigrations, migrate].flatMap((turns) =>
        figures.map((figure) => median(turns.map((turn) => turn[figure]))),
      ),
    ]);
    const [jango, django] = rows;
    if (django !== undefined) {
      const times = jango.slice(1).map((figure, i) => (django[i + 1] / figure).toFixed(1));
      rows.push(['times quicker', ...times]);
    }
    return [['', 'makemigrations, ms', 'its CPU, ms', 'migrate, ms', 'its CPU, ms'], ...rows];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function timed(run, expected) {
  const start = performance.now();
  const before = cpuOfChildren();
  const { status, stdout, stderr } = run();
  const taken = { wall: performance.now() - start, cpu: cpuOfChildren() - before };
  if (status !== 0 || !expected.test(stdout)) throw new Error(`${stdout.slice(-500)}${stderr}`);
  return taken;
}

/** CPU time of the processes that have ended, in milliseconds, as Linux counts it: it hardly moves when others share the processors. */
function cpuOfChildren() {
  if (!existsSync('/proc/self/stat')) return Number.NaN;
  const fields = readFileSync('/proc/self/stat', 'utf8')
    .replace(/^.*\) /, '')
    .split(' ');
  // Of user and of system; a hundredth of a second each.
  return (Number(fields[13]) + Number(fields[14])) * 10;
}

function median(times) {
  return Math.round(times.toSorted((a, b) => a - b)[times.length >> 1]);
}

const apps = Array.from({ length: APPS }, (_, i) => `app${i}`);
/** The fields that a model gets by migrations after the first, in turn. */
const later = Array.from({ length: MIGRATIONS - 1 }, (_, i) => ({
  model: i % MODELS,
  name: `extra${i}`,
  kind: i % 3,
}));

const JANGO_KINDS = [
  "CharField({ maxLength: 20, default: '' })",
  'IntegerField({ default: 0 })',
  'DateTimeField({ null: true })',
];
const DJANGO_KINDS = [
  "CharField(max_length=20, default='')",
  'IntegerField(default=0)',
  'DateTimeField(null=True)',
];

function jangoProject(folder) {
  const write = writerTo(folder);
  write('package.json', '{ "type": "module" }');
  write(
    'manage.js',
    "const { manage } = await import('jango/management');\nawait manage({ folder: import.meta.dirname });\n",
  );
  write(
    'site/settings.ts',
    `import path from 'node:path';
import { defineSettings } from 'jango/conf';
export default defineSettings({
  SECRET_KEY: '${'x'.repeat(60)}', BASE_DIR: path.dirname(import.meta.dirname), ROOT_URLCONF: 'site/urls.ts',
  INSTALLED_APPS: ${JSON.stringify(apps)}, DATABASES: { default: { ENGINE: 'sqlite3', NAME: 'db.sqlite3' } },
});
`,
  );
  write('site/urls.ts', 'export const urlpatterns = [];\n');
  mkdirSync(path.join(folder, 'node_modules'));
  symlinkSync(root, path.join(folder, 'node_modules/jango'), 'dir');
  for (const [i, app] of apps.entries()) {
    const fields = (model) =>
      later
        .filter((one) => one.model === model)
        .map(({ name, kind }) => `  ${name} = models.${JANGO_KINDS[kind]};\n`);
    const models = Array.from({ length: MODELS }, (_, n) => {
      const key =
        n === 0 && i > 0
          ? `  other = models.ForeignKey('app${i - 1}.Model0', { onDelete: models.CASCADE });\n`
          : '';
      return `export class Model${n} extends models.Model {\n  title = models.CharField({ maxLength: 50 });\n${key}${fields(n).join('')}}\n`;
    });
    write(`${app}/models.ts`, `import { models } from 'jango/db';\n${models.join('')}`);
    const created = Array.from({ length: MODELS }, (_, n) => {
      const key =
        n === 0 && i > 0
          ? `, other: fields.ForeignKey('app${i - 1}.model0', { onDelete: models.CASCADE })`
          : '';
      return `operations.CreateModel({ name: 'Model${n}', fields: { id: fields.BigAutoField({ autoCreated: true, primaryKey: true, serialize: false, verboseName: 'ID' }), title: fields.CharField({ maxLength: 50 })${key} } })`;
    });
    const needs = i > 0 ? `['app${i - 1}', '0001_initial']` : '';
    write(
      `${app}/migrations/0001_initial.ts`,
      `${i > 0 ? "import { models } from 'jango/db';\n" : ''}import { defineMigration, fields, operations } from 'jango/db/migrations';\nexport default defineMigration({ initial: true, dependencies: [${needs}], operations: [${created.join(', ')}] });\n`,
    );
    for (const [n, { model, name, kind }] of later.entries()) {
      write(
        `${app}/migrations/${numbered(n + 2)}.ts`,
        `import { defineMigration, fields, operations } from 'jango/db/migrations';\nexport default defineMigration({ dependencies: [['${app}', '${numbered(n + 1)}']], operations: [operations.AddField({ modelName: 'model${model}', name: '${name}', field: fields.${JANGO_KINDS[kind]} })] });\n`,
      );
    }
  }
  return runner(folder, process.execPath, ['manage.js']);
}

function djangoProject(folder) {
  const write = writerTo(folder);
  write(
    'manage.py',
    `import os, sys
from django.core.management import execute_from_command_line
os.environ['DJANGO_SETTINGS_MODULE'] = 'settings'
execute_from_command_line(sys.argv)
`,
  );
  write(
    'settings.py',
    `SECRET_KEY = '${'x'.repeat(60)}'
INSTALLED_APPS = ${JSON.stringify(apps)}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
USE_TZ = True
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': 'db.sqlite3'}}
`,
  );
  for (const [i, app] of apps.entries()) {
    const fields = (model) =>
      later
        .filter((one) => one.model === model)
        .map(({ name, kind }) => `    ${name} = models.${DJANGO_KINDS[kind]}\n`);
    const models = Array.from({ length: MODELS }, (_, n) => {
      const key =
        n === 0 && i > 0
          ? `    other = models.ForeignKey('app${i - 1}.Model0', on_delete=models.CASCADE)\n`
          : '';
      return `class Model${n}(models.Model):\n    title = models.CharField(max_length=50)\n${key}${fields(n).join('')}\n`;
    });
    write(`${app}/__init__.py`, '');
    write(`${app}/models.py`, `from django.db import models\n${models.join('')}`);
    write(`${app}/migrations/__init__.py`, '');
    const created = Array.from({ length: MODELS }, (_, n) => {
      const key =
        n === 0 && i > 0
          ? `, ('other', models.ForeignKey(on_delete=models.deletion.CASCADE, to='app${i - 1}.model0'))`
          : '';
      return `migrations.CreateModel(name='Model${n}', fields=[('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')), ('title', models.CharField(max_length=50))${key}])`;
    });
    const migration = (name, body) =>
      write(
        `${app}/migrations/${name}.py`,
        `from django.db import migrations, models\nclass Migration(migrations.Migration):\n    ${body}\n`,
      );
    const needs = i > 0 ? `('app${i - 1}', '0001_initial')` : '';
    migration(
      '0001_initial',
      `initial = True\n    dependencies = [${needs}]\n    operations = [${created.join(', ')}]`,
    );
    for (const [n, { model, name, kind }] of later.entries()) {
      migration(
        numbered(n + 2),
        `dependencies = [('${app}', '${numbered(n + 1)}')]\n    operations = [migrations.AddField(model_name='model${model}', name='${name}', field=models.${DJANGO_KINDS[kind]})]`,
      );
    }
  }
  return runner(folder, python, ['manage.py']);
}

function numbered(n) {
  return n === 1 ? '0001_initial' : `${String(n).padStart(4, '0')}_step`;
}

function writerTo(folder) {
  return (name, text) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
}

/** Runs a command in the project; `migrate` begins with an empty database. */
function runner(cwd, program, before) {
  const env = { ...process.env, JANGO_SETTINGS_MODULE: 'site/settings.ts', NO_COLOR: '1' };
  return (command) => {
    if (command === 'migrate') {
      for (const suffix of ['', '-wal', '-shm'])
        rmSync(path.join(cwd, `db.sqlite3${suffix}`), { force: true });
    }
    return spawnSync(program, [...before, command, '--skip-checks'], { cwd, env, encoding: 'utf8' });
  };
}
