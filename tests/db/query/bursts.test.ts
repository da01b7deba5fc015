import { atomic } from 'jango/db';
import { beforeEach, expect, test } from 'vitest';
import { Author, Profile, setUpDatabase } from './app.ts';

const CALLS = 6;

beforeEach(() => setUpDatabase());

/** Resolves once all calls have come to it, or where the database lets one in at a time, after a while. */
function gate(): () => Promise<string> {
  let arrived = 0;
  let open!: (value: string) => void;
  const opened = new Promise<string>((resolve) => {
    open = resolve;
  });
  return () => {
    arrived += 1;
    if (arrived === CALLS) open('made');
    else setTimeout(open, 300, 'made');
    return opened;
  };
}

const created = (results: readonly (readonly [unknown, boolean])[]): number =>
  results.filter(([, made]) => made).length;

test('updateOrCreate() that many call at once makes one row, and changes it for all others', async () => {
  const author = await Author.objects.create({ name: 'Kim' });
  for (let round = 0; round < 3; round++) {
    await Profile.objects.all().delete();
    const bio = gate();
    const calls = Array.from({ length: CALLS }, () =>
      Profile.objects.updateOrCreate({ author }, { defaults: { bio: 'changed' }, createDefaults: { bio } }),
    );
    expect(created(await Promise.all(calls))).toBe(1);
    expect(await Profile.objects.valuesList('bio', { flat: true })).toEqual(['changed']);
  }
});

test('getOrCreate() that many call at once makes one row, and finds it for all others', async () => {
  const author = await Author.objects.create({ name: 'Kim' });
  const bio = gate();
  const calls = Array.from({ length: CALLS }, () =>
    Profile.objects.getOrCreate({ author }, { defaults: { bio } }),
  );
  expect(created(await Promise.all(calls))).toBe(1);
  expect(await Profile.objects.count()).toBe(1);
});

test('a key that another row holds is an error of updateOrCreate(), and the block around goes on', async () => {
  const [kim, lee] = [
    await Author.objects.create({ name: 'Kim' }),
    await Author.objects.create({ name: 'Lee' }),
  ];
  const { pk } = await Profile.objects.create({ author: kim });
  const wrong = (): Promise<unknown> =>
    Profile.objects.updateOrCreate({ author: lee }, { createDefaults: { pk } });
  await expect(wrong()).rejects.toThrow(expect.objectContaining({ name: 'IntegrityError' }));
  await atomic(async () => {
    await expect(wrong()).rejects.toThrow(expect.objectContaining({ name: 'IntegrityError' }));
    expect(await Profile.objects.count()).toBe(1);
  });
});
