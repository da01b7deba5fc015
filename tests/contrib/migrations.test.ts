import { readFileSync } from 'node:fs';
import path from 'node:path';
import { connection } from 'jango/db';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callCommand } from '../../src/management/call-command.ts';
import { ENGINE } from '../support/database.ts';
import { setUpSite } from './site.ts';

/** The tables and indexes that `migrate` of Django 5.2 makes in an empty SQLite database. */
const DJANGO = JSON.parse(
  readFileSync(path.join(import.meta.dirname, 'django-schema.json'), 'utf8'),
) as string[];

let tearDown: () => Promise<void>;
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());

it.skipIf(ENGINE !== 'sqlite3')(
  'the built-in apps have Django’s columns and indexes, to the letter',
  async () => {
    const rows = await connection.query(
      "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND tbl_name NOT LIKE 'articles_%'",
      [],
    );
    expect(rows.map(([sql]) => inAnyOrder(String(sql))).sort()).toEqual(DJANGO.map(inAnyOrder).sort());
  },
);

/** Django moves a column to the end of its table when it alters it; here it keeps its place. */
function inAnyOrder(sql: string): string {
  const [, head, columns] = /^(CREATE TABLE "\w+" )\((.*)\)$/.exec(sql) ?? [];
  return columns === undefined ? sql : `${head}(${columns.split(', ').sort().join(', ')})`;
}

it('their migrations have Django’s names', async () => {
  const rows = await connection.query("SELECT app, name FROM django_migrations WHERE app <> 'articles'", []);
  expect(rows.map((row) => row.join('.')).sort()).toEqual([
    'admin.0001_initial',
    'admin.0002_logentry_remove_auto_add',
    'admin.0003_logentry_add_action_flag_choices',
    'auth.0001_initial',
    'auth.0002_alter_permission_name_max_length',
    'auth.0003_alter_user_email_max_length',
    'auth.0004_alter_user_username_opts',
    'auth.0005_alter_user_last_login_null',
    'auth.0006_require_contenttypes_0002',
    'auth.0007_alter_validators_add_error_messages',
    'auth.0008_alter_user_username_max_length',
    'auth.0009_alter_user_last_name_max_length',
    'auth.0010_alter_group_name_max_length',
    'auth.0011_update_proxy_permissions',
    'auth.0012_alter_user_first_name_max_length',
    'contenttypes.0001_initial',
    'contenttypes.0002_remove_content_type_name',
    'sessions.0001_initial',
  ]);
});

it('the models are what the migrations say', async () => {
  const labels = ['admin', 'auth', 'contenttypes', 'sessions'];
  await expect(callCommand('makemigrations', labels, { check: true, dryRun: true })).resolves.not.toThrow();
});

it('content types and permissions are made for every model', async () => {
  const types = await connection.query('SELECT app_label, model FROM django_content_type ORDER BY 1, 2', []);
  expect(types.map((type) => type.join('.'))).toEqual([
    'admin.logentry',
    'articles.article',
    'articles.board',
    'articles.comment',
    'articles.prize',
    'articles.tag',
    'auth.group',
    'auth.permission',
    'auth.user',
    'contenttypes.contenttype',
    'sessions.session',
  ]);
  const [[count]] = (await connection.query('SELECT count(*) FROM auth_permission', [])) as [[number]];
  expect(count).toBe(types.length * 4);
});
