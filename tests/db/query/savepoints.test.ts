import { atomic, onCommit, router, TransactionManagementError, transaction } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test, vi } from 'vitest';
import { Author, makeTables, Tag } from './app.ts';

beforeEach(() => makeTables('savepoints', [Author, Tag]));

test('a savepoint of your own is kept or undone within its block', async () => {
  await transaction.atomic(async () => {
    expect(transaction.getAutocommit()).toBe(false);
    await Tag.objects.create({ name: 'a' });
    const first = await transaction.savepoint();
    expectTypeOf(first).toEqualTypeOf<string | undefined>();
    await Tag.objects.create({ name: 'b' });
    await transaction.savepointRollback(first);
    const second = await transaction.savepoint();
    await Tag.objects.create({ name: 'c' });
    await transaction.savepointCommit(second);
  });
  expect(await Tag.objects.valuesList('name', { flat: true })).toEqual(['a', 'c']);
});

test('what was to be called on commit since a savepoint goes with it', async () => {
  const called: string[] = [];
  await atomic(async () => {
    await onCommit(() => called.push('before'));
    const sid = await transaction.savepoint();
    await onCommit(() => called.push('since'));
    await transaction.savepointRollback(sid);
    await onCommit(() => called.push('after'));
  });
  expect(called).toEqual(['before', 'after']);
});

test('going back to a savepoint leaves a transaction in which a statement failed usable', async () => {
  await atomic(async () => {
    await Tag.objects.create({ name: 'a' });
    const sid = await transaction.savepoint();
    await expect(Tag.objects.create({ name: 'a' })).rejects.toThrow();
    await transaction.savepointRollback(sid);
    transaction.setRollback(false);
    await Tag.objects.create({ name: 'b' });
  });
  expect(await Tag.objects.count()).toBe(2);
});

test('a savepoint of another block is an error, and outside of a transaction there is none', async () => {
  expect(await transaction.savepoint()).toBeUndefined();
  await transaction.savepointRollback(undefined);
  expect(transaction.getAutocommit()).toBe(true);
  await atomic(async () => {
    const sid = await transaction.savepoint();
    await atomic(() => expect(transaction.savepointCommit(sid)).rejects.toThrow(TransactionManagementError));
  });
});

test('an error of a robust function is reported, and those after it are called', async () => {
  const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {});
  const called: string[] = [];
  await atomic(async () => {
    await onCommit(
      function mail() {
        throw new Error('no server');
      },
      { robust: true },
    );
    await onCommit(() => called.push('next'));
  });
  expect(called).toEqual(['next']);
  expect(warn.mock.calls[0]?.[0]).toMatch(/^mail\(\) .*no server/s);
  warn.mockRestore();
  await expect(onCommit('no function' as never)).rejects.toThrow(TypeError);
});

test('the routers can be asked', async () => {
  const kim = await Author.objects.create({ name: 'Kim' });
  const lee = new Author({ name: 'Lee' });
  expect(router.dbForRead(Author)).toBe('default');
  expect(router.dbForWrite(Author, { instance: kim })).toBe('default');
  expect(router.allowRelation(kim, lee)).toBe(false);
  expect(router.allowMigrate('default', 'savepoints')).toBe(true);
  expect(router.allowMigrateModel('default', Author)).toBe(true);
});
