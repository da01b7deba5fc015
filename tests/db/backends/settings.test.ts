import { defineSettings } from 'jango/conf';
import { ImproperlyConfigured } from 'jango/core/errors';
import { connections } from 'jango/db';
import { afterAll, expect, test } from 'vitest';
import { configure } from '../../../src/conf/configure.ts';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';

const given = (DATABASES: unknown): void => {
  configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere', DATABASES: DATABASES as { default: DatabaseSettings } });
};

/** What is said of a database with these settings when it is first asked for. */
async function told(
  more: Readonly<Record<string, unknown>>,
  ENGINE = 'sqlite3',
): Promise<string | undefined> {
  await connections.closeAll();
  given({ default: { ENGINE, NAME: ':memory:', ...more } });
  try {
    connections.get();
  } catch (error) {
    expect(error).toBeInstanceOf(ImproperlyConfigured);
    return (error as Error).message;
  }
  return undefined;
}

afterAll(() => connections.closeAll());

test('AUTOCOMMIT: false is an error that names setAutocommit(), also for the compiler', async () => {
  expect(await told({ AUTOCOMMIT: false })).toBe(
    "DATABASES['default'].AUTOCOMMIT is false, and a database is always in autocommit here. Leave it out. " +
      'Where transactions are ended by hand, use setAutocommit(false, async () => { ... }) of jango/db; for one around each view, ATOMIC_REQUESTS: true.',
  );
  expect(await told({ AUTOCOMMIT: true })).toBeUndefined();
  defineSettings({
    SECRET_KEY: 'x',
    BASE_DIR: '/nowhere',
    // @ts-expect-error -- a database is always in autocommit
    DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:', AUTOCOMMIT: false } },
  });
});

test('a setting that nobody reads is told, with the one that is spelt like it', async () => {
  expect(await told({ CONN_MAXAGE: 60 })).toBe(
    "DATABASES['default'] has a setting 'CONN_MAXAGE' that Jango doesn't know. Did you mean 'CONN_MAX_AGE'?",
  );
  expect(await told({ COLOUR: 'red' })).toMatch(
    /'COLOUR' that Jango doesn't know\. Choices are: ENGINE, NAME,/,
  );
  expect(await told({ COLOUR: undefined, TEST: undefined, OPTIONS: undefined })).toBeUndefined();
  expect(await told(JSON.parse('{ "__proto__": 1 }'))).toMatch(/'__proto__' that Jango doesn't know/);
});

test('TEST, OPTIONS and its pool are read in the same way', async () => {
  expect(await told({ TEST: { MIGRATES: false } })).toMatch(/\.TEST has a setting 'MIGRATES'.*'MIGRATE'\?$/);
  expect(await told({ TEST: { DEPENDENCIES: [] } })).toMatch(/Choices are: NAME, MIRROR, CHARSET/);
  expect(await told({ TEST: 'test.sqlite3' })).toMatch(/\.TEST is 'test.sqlite3'\. Give it an object/);
  expect(await told({ OPTIONS: { init_command: 'PRAGMA x' } })).toMatch(/Did you mean 'initCommand'\?$/);
  expect(await told({ OPTIONS: { pool: { max: 5 } } })).toMatch(/'pool' that Jango doesn't know/);
  expect(await told({ OPTIONS: [] })).toMatch(/\.OPTIONS is a list\./);
  expect(await told({ OPTIONS: { transactionMode: 'defered' } })).toMatch(
    /Use one of 'deferred', 'immediate'/,
  );
  expect(await told({ OPTIONS: { transactionMode: 'EXCLUSIVE', timeout: 1 } })).toBeUndefined();
  const servers = ['postgresql', 'mysql'];
  for (const engine of servers) {
    expect(await told({ OPTIONS: { pool: { maximum: 5 } } }, engine)).toMatch(
      /\.OPTIONS\.pool has a setting/,
    );
    expect(await told({ OPTIONS: { pool: 5 } }, engine)).toMatch(/\.OPTIONS\.pool is 5\./);
    expect(await told({ OPTIONS: { isolation_level: 'serializable' } }, engine)).toMatch(
      /'isolationLevel'\?$/,
    );
    expect(await told({ OPTIONS: { isolationLevel: 'serializable' } }, engine)).toBeUndefined();
  }
  expect(await told({ OPTIONS: { charset: 'utf8mb4', ssl: {} } }, 'mysql')).toBeUndefined();
});

test('what asks psql alone for TLS is refused where the connection would go without it', async () => {
  expect(await told({ OPTIONS: { sslmode: 'require' } }, 'postgresql')).toMatch(
    /\.OPTIONS\.sslmode is read by dbshell alone, and there is no 'ssl' for the connection\. Say ssl: true/,
  );
  expect(await told({ OPTIONS: { sslmode: 'verify-full', ssl: true } }, 'postgresql')).toBeUndefined();
  expect(await told({ OPTIONS: { passfile: '/etc/pgpass' } }, 'postgresql')).toBeUndefined();
});

test('settings that are no settings of a database say so', async () => {
  expect(await told({ NAME: undefined })).toMatch(
    /\.NAME is undefined, where a text belongs\. Give it the name/,
  );
  expect(await told({ NAME: new URL('file:///db.sqlite3') })).toMatch(
    /\.NAME is a URL, where a text belongs/,
  );
  expect(await told({ ENGINE: null })).toMatch(/\.ENGINE is null, where a text belongs\. It is 'sqlite3',/);
  for (const wrong of [null, 'db.sqlite3', []]) {
    given({ default: wrong });
    expect(() => connections.get()).toThrow(/^DATABASES\['default'\] is /);
    given(wrong);
    expect(() => connections.get()).toThrow(/^DATABASES is /);
  }
});
