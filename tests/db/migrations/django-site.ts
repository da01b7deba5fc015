import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { Project } from './project.ts';

/** The Python that has Django 5.2: `DJANGO_PYTHON=/venv/bin/python npx vitest run tests/db/migrations`. */
export const DJANGO_PYTHON = process.env['DJANGO_PYTHON'];

/** Why the tests that need real Django cannot run; undefined when it is there. */
export function djangoIsAbsent(): string | undefined {
  try {
    if (DJANGO_PYTHON === undefined) throw new Error('DJANGO_PYTHON is not set');
    const version = execFileSync(DJANGO_PYTHON, ['-m', 'django', '--version'], { encoding: 'utf8' });
    if (!version.startsWith('5.2')) throw new Error(`Django is ${version.trim()}, not 5.2`);
    return undefined;
  } catch (error) {
    console.warn(`The tests beside real Django are skipped: ${String(error)}`);
    return String(error);
  }
}

const SETTINGS = `import os, sys, json, datetime, decimal, uuid
import django
from django.conf import settings

settings.configure(
    SECRET_KEY='x' * 60,
    DEFAULT_AUTO_FIELD='django.db.models.BigAutoField',
    USE_TZ=True,
    TIME_ZONE='UTC',
    INSTALLED_APPS=['django.contrib.admin', 'django.contrib.auth', 'django.contrib.contenttypes',
                    'django.contrib.sessions', 'django.contrib.messages'] + APPS,
    DATABASES={'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': DATABASE}},
    MIGRATION_MODULES={'shop': 'shop.django_migrations'} if APPS else {},
)
django.setup()
from django.core.management import call_command
`;

/** A site of real Django beside a project, on the project's SQLite file. Its app `shop` keeps its migrations apart. */
export class DjangoSite {
  readonly #project: Project;
  readonly #apps: readonly string[];

  constructor(project: Project, models?: string) {
    this.#project = project;
    this.#apps = models === undefined ? [] : ['shop'];
    if (models === undefined) return;
    project.write('django/shop/__init__.py', '');
    project.write('django/shop/django_migrations/__init__.py', '');
    project.write('django/shop/models.py', models);
  }

  /** Run Python code in the site; gives back what it prints. */
  run(code: string): string {
    const head = `APPS = ${JSON.stringify(this.#apps)}\nDATABASE = ${JSON.stringify(this.#project.path('db.sqlite3'))}\n`;
    this.#project.write('django/run.py', head + SETTINGS + code);
    const cwd = path.join(this.#project.folder, 'django');
    return execFileSync(DJANGO_PYTHON!, ['run.py'], { cwd, encoding: 'utf8', stdio: 'pipe' });
  }

  /** A management command; `exit 1` at the end of what it prints when it says that something is left to do. */
  command(...args: readonly string[]): string {
    return this.run(`try:
    call_command(*json.loads(${JSON.stringify(JSON.stringify(args))}), no_color=True)
except SystemExit as ending:
    print('exit', ending.code)
`);
  }
}
