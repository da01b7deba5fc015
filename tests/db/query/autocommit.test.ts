import { atomic, connection, onCommit, transaction } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { Author, makeTables, Tag } from './app.ts';

beforeEach(() => makeTables('autocommit', [Author, Tag]));

const { commit, getAutocommit, rollback, setAutocommit } = transaction;
const names = () => Tag.objects.valuesList('name', { flat: true });

test('with autocommit off the code says itself what is kept and what is undone', async () => {
  const given = await setAutocommit(false, async () => {
    expect(getAutocommit()).toBe(false);
    expect(connection.inAtomicBlock).toBe(false);
    await Tag.objects.create({ name: 'a' });
    await commit();
    await Tag.objects.create({ name: 'b' });
    expect(await names()).toEqual(['a', 'b']);
    await rollback();
    await Tag.objects.create({ name: 'c' });
    await commit();
    await commit();
    return 7;
  });
  expectTypeOf(given).toEqualTypeOf<number>();
  expect(given).toBe(7);
  expect(getAutocommit()).toBe(true);
  expect(await names()).toEqual(['a', 'c']);
});

test('an open transaction is undone at the end, which is an error, and after one', async () => {
  await expect(setAutocommit(false, () => Tag.objects.create({ name: 'a' }))).rejects.toThrow(
    'Autocommit was turned on again while a transaction was open, which has been undone.',
  );
  const failing = setAutocommit(false, async () => {
    await Tag.objects.create({ name: 'a' });
    await commit();
    await Tag.objects.create({ name: 'b' });
    throw new Error('no more');
  });
  await expect(failing).rejects.toThrow('no more');
  expect(await names()).toEqual(['a']);
  await setAutocommit(false, () => {});
});

test('rollback() goes on after a failed statement', async () => {
  await setAutocommit(false, async () => {
    await Tag.objects.create({ name: 'a' });
    await commit();
    await expect(Tag.objects.create({ name: 'a' })).rejects.toThrow();
    await rollback();
    await Tag.objects.create({ name: 'b' });
    await commit();
  });
  expect(await names()).toEqual(['a', 'b']);
});

test('an atomic() within is a savepoint, and what waits for its commit is called when autocommit is on again', async () => {
  const called: string[] = [];
  await setAutocommit(false, async () => {
    await expect(onCommit(() => {})).rejects.toThrow('cannot be used in manual transaction management');
    await atomic(
      async () => {
        expect(connection.inAtomicBlock).toBe(true);
        await Tag.objects.create({ name: 'a' });
        await onCommit(() => called.push(`a ${getAutocommit()}`));
        await expect(commit()).rejects.toThrow("This is forbidden when an 'atomic' block is active.");
        expect((await connection.queryWithColumns('SELECT 1')).rows).toHaveLength(1);
      },
      { durable: true },
    );
    const failing = atomic(async () => {
      await Tag.objects.create({ name: 'b' });
      throw new Error('undo');
    });
    await expect(failing).rejects.toThrow('undo');
    await commit();
    await atomic(async () => {
      await Tag.objects.create({ name: 'c' });
      await onCommit(() => called.push('c'));
    });
    await rollback();
    expect(called).toEqual([]);
  });
  expect(called).toEqual(['a true']);
  expect(await names()).toEqual(['a']);
});

test('rows may be locked there, as in an atomic()', async () => {
  await Tag.objects.create({ name: 'a' });
  await setAutocommit(false, async () => {
    expect(await Tag.objects.selectForUpdate().count()).toBe(1);
    expect((await Tag.objects.selectForUpdate()).length).toBe(1);
    await rollback();
  });
});

test('it has no place in an atomic(), and means nothing without a function or outside', async () => {
  await commit();
  await rollback();
  await atomic(async () => {
    await expect(setAutocommit(false, () => {})).rejects.toThrow('forbidden');
    await expect(rollback()).rejects.toThrow('forbidden');
  });
  // @ts-expect-error -- the function that it is for is missing
  await expect(setAutocommit(false)).rejects.toThrow('setAutocommit() turns autocommit off for a function');
  expect(() => transaction.setRollback(true)).toThrow("outside of an 'atomic' block");
  await setAutocommit(false, () => expect(() => transaction.getRollback()).toThrow("of an 'atomic' block"));
});
