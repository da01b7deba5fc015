import { connections } from 'jango/db';
import { getHandler } from 'jango/handlers';
import { type HttpRequest, HttpResponse, makeRequest } from 'jango/http';
import { Engine } from 'jango/template';
import { path } from 'jango/urls';
import { expect, test } from 'vitest';
import { configureForTests, withSettings } from '../support/override.ts';

configureForTests();

const PAGE = '{{ debug }} {% for query in sql_queries %}{{ query.alias }}: {{ query.sql }};{% endfor %}';

async function view(request: HttpRequest) {
  await connections.get().execute('SELECT 1', []);
  const engine = Engine.getDefault();
  return new HttpResponse(await engine.fromString(PAGE).render(engine.makeContext({}, request)));
}

const settings = {
  BASE_DIR: process.cwd(),
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
  ROOT_URLCONF: { urlpatterns: [path('', view)] } as never,
  INTERNAL_IPS: ['127.0.0.1'],
  TEMPLATES: [
    {
      BACKEND: 'jango/template' as const,
      OPTIONS: { contextProcessors: ['django.template.context_processors.debug'] },
    },
  ],
};

test('in DEBUG, sql_queries has the statements of the request, for INTERNAL_IPS', () =>
  withSettings({ ...settings, DEBUG: true }, async () => {
    const handler = await getHandler();
    const ask = async (ip: string) =>
      ((await handler(makeRequest({ connection: { remoteAddress: ip } }))) as HttpResponse).text;
    for (let i = 0; i < 2; i++) expect(await ask('127.0.0.1')).toBe('True default: SELECT 1;');
    expect(await ask('10.0.0.1')).toBe(' ');
  }));

test('without DEBUG nothing is recorded', () =>
  withSettings({ ...settings, DEBUG: false }, async () => {
    const handler = await getHandler();
    expect(await handler(makeRequest())).toMatchObject({ text: ' ' });
  }));
