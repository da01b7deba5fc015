import path from 'node:path';
import { authenticate, Group, getUserModel, User } from 'jango/contrib/auth';
import { connection } from 'jango/db';
import { Client } from 'jango/test';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callCommand } from '../../../src/management/call-command.ts';
import { Output } from '../../../src/management/output.ts';
import { setup } from '../../../src/setup.ts';
import { createTestDatabases } from '../../../src/test/test-databases.ts';
import { Member } from '../custom-user/accounts/models.ts';

const silent = new Output({ write: () => true });
let tearDown: () => Promise<void>;
beforeAll(async () => {
  await setup({ baseDir: path.join(import.meta.dirname, '../custom-user'), settings: 'mysite/settings.ts' });
  tearDown = await createTestDatabases({ keepdb: false, verbosity: 0, output: silent });
});
afterAll(() => tearDown());

it('a model of the project takes the place of the built-in one', async () => {
  expect(getUserModel()).toBe(Member);
  const names = await connection.introspection.tableNames();
  expect(names).toContain('accounts_member');
  expect(names).toContain('accounts_member_groups');
  expect(names).not.toContain('auth_user');
  expect(User._meta.swapped).toBe('accounts.Member');
});

it('createsuperuser asks for its fields', async () => {
  await callCommand('createsuperuser', ['--noinput', '--email', 'ada@example.com', '--born', '1815'], {
    stdout: silent,
    stderr: silent,
  });
  const ada = await Member.objects.get({ email: 'ada@example.com' });
  expect([ada.born, ada.isSuperuser, ada.getUsername()]).toEqual([1815, true, 'ada@example.com']);
});

it('people log in with what the model names, get permissions from groups, and are noted in the history', async () => {
  const ada = await Member.objects.get({ email: 'ada@example.com' });
  await ada.setPassword('a-Long-secret-1');
  await ada.save();
  expect((await authenticate({ username: 'ada@example.com', password: 'a-Long-secret-1' }))?.pk).toBe(ada.pk);
  expect((await authenticate({ email: 'ada@example.com', password: 'a-Long-secret-1' }))?.pk).toBe(ada.pk);
  const client = new Client();
  const form = (await client.get('/admin/login/')).text;
  expect(form).toContain('Email</label>');
  const entered = await client.post('/admin/login/', {
    username: 'ada@example.com',
    password: 'a-Long-secret-1',
  });
  expect(entered.url).toBe('/admin/');
  await client.post('/admin/auth/group/add/', { name: 'writers' });
  expect((await client.get('/admin/')).text).toContain('writers');
  const writers = await Group.objects.get({ name: 'writers' });
  await ada.groups.add(writers);
  expect(await ada.groups.count()).toBe(1);
});
