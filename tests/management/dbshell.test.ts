import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configure } from 'jango/conf';
import { callCommand } from 'jango/management';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { clientCommand } from '../../src/management/dbshell/client-command.ts';

const server = { ENGINE: 'x', NAME: 'shop', USER: 'ada', PASSWORD: 'secret', HOST: 'db.local', PORT: 99 };

describe('the client of a database', () => {
  test('is sqlite3 with the file', () => {
    expect(clientCommand('sqlite', { ENGINE: 'sqlite3', NAME: '/a/db.sqlite3' }, ['-json'])).toEqual({
      program: 'sqlite3',
      args: ['/a/db.sqlite3', '-json'],
      env: {},
    });
  });

  test('is psql, with the password where nobody sees it', () => {
    expect(
      clientCommand('postgresql', { ...server, OPTIONS: { sslmode: 'require' } }, ['-c', 'select 1']),
    ).toEqual({
      program: 'psql',
      args: ['-U', 'ada', '-h', 'db.local', '-p', '99', '-c', 'select 1', 'shop'],
      env: { PGPASSWORD: 'secret', PGSSLMODE: 'require' },
    });
    expect(clientCommand('postgresql', { ENGINE: 'x', NAME: '' }).args).toEqual(['postgres']);
    expect(clientCommand('postgresql', { ENGINE: 'x', NAME: '', OPTIONS: { service: 'main' } })).toEqual({
      program: 'psql',
      args: [],
      env: { PGSERVICE: 'main' },
    });
  });

  test('is mysql, by a host or a socket', () => {
    expect(clientCommand('mysql', server, ['-e', 'select 1'])).toEqual({
      program: 'mysql',
      args: ['--user=ada', '--host=db.local', '--port=99', 'shop', '-e', 'select 1'],
      env: { MYSQL_PWD: 'secret' },
    });
    expect(clientCommand('mysql', { ENGINE: 'x', NAME: '', HOST: '/run/db.sock' }).args).toEqual([
      '--socket=/run/db.sock',
    ]);
  });

  test('gets no certificate and no key in its arguments, which everybody can read', () => {
    const key = Buffer.from('-----BEGIN PRIVATE KEY-----');
    const ssl = { ca: '/etc/ca.pem', cert: '-----BEGIN CERTIFICATE-----', key };
    expect(clientCommand('mysql', { ENGINE: 'x', NAME: 'shop', OPTIONS: { ssl } }).args).toEqual([
      '--ssl-ca=/etc/ca.pem',
      'shop',
    ]);
    expect(clientCommand('postgresql', { ENGINE: 'x', NAME: 'shop', OPTIONS: { ssl } }).env).toEqual({
      PGSSLMODE: 'require',
    });
  });

  test('takes the socket of OPTIONS, too', () => {
    const OPTIONS = { socketPath: '/run/db.sock' };
    expect(clientCommand('mysql', { ENGINE: 'x', NAME: 'shop', HOST: 'a', OPTIONS }).args).toEqual([
      '--socket=/run/db.sock',
      'shop',
    ]);
  });

  test('is not known for others', () => {
    expect(() => clientCommand('oracle', server)).toThrow("dbshell knows no client for 'oracle'.");
  });
});

describe('dbshell', () => {
  const { PATH } = process.env;
  beforeAll(() => {
    const DATABASES = { default: { ENGINE: 'sqlite3', NAME: ':memory:' } };
    configure({ SECRET_KEY: 'x', BASE_DIR: import.meta.dirname, DATABASES });
  });
  afterEach(() => {
    process.env['PATH'] = PATH;
  });

  /** A client that runs a line of a shell. */
  function client(line: string): void {
    const folder = mkdtempSync(join(tmpdir(), 'jango-client-'));
    writeFileSync(join(folder, 'sqlite3'), `#!/bin/sh\n${line}\n`, { mode: 0o755 });
    process.env['PATH'] = `${folder}:${PATH}`;
  }

  test('ends as the client does', async () => {
    client('test "$1" = :memory: && test "$2" = "a b"');
    await callCommand('dbshell', ['a b']);
    client('exit 7');
    await expect(callCommand('dbshell')).rejects.toMatchObject({
      message: 'sqlite3 ended with exit code 7.',
      exitCode: 7,
    });
    client('kill -TERM $$');
    await expect(callCommand('dbshell')).rejects.toMatchObject({
      message: 'sqlite3 was ended by SIGTERM.',
      exitCode: 143,
    });
  });

  test('says which program is missing', async () => {
    process.env['PATH'] = '/nowhere';
    await expect(callCommand('dbshell')).rejects.toThrow(
      "The program 'sqlite3' isn't installed, or not on your PATH.",
    );
  });
});
