import { models, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { standIn } from './persistence-stand-in.ts';

/** What was asked of the database, and what it answers. */
const asked: object[] = [];
let answer = false;

class AskingManager {
  name = '';
  model = undefined as never;
  readonly #lookups: object;
  constructor(lookups: object = {}) {
    this.#lookups = lookups;
  }
  contributeToClass(): void {}
  clone(): AskingManager {
    return new AskingManager();
  }
  using(): AskingManager {
    return this;
  }
  filter(lookups: object): AskingManager {
    return new AskingManager({ ...this.#lookups, ...lookups });
  }
  exclude(lookups: object): AskingManager {
    return new AskingManager({ ...this.#lookups, not: lookups });
  }
  exists(): Promise<boolean> {
    asked.push(this.#lookups);
    return Promise.resolve(answer);
  }
}
standIn({ createManager: () => new AskingManager() as never });

class Owner extends models.Model {}
class Page extends models.Model {
  slug = models.SlugField({ unique: true });
  title = models.CharField({ maxLength: 5, uniqueForDate: 'day' });
  day = models.DateField();
  owner = models.ForeignKey(() => Owner, { onDelete: models.CASCADE, null: true, blank: true });
  views = models.IntegerField({ default: 0 });
  static meta: models.Meta<Page> = { uniqueTogether: [['owner', 'title']] };

  override clean() {
    if (this.title === 'bad') throw new ValidationError('Not that one.');
  }
}
registerModel(Page, 'pages');
registerModel(Owner, 'pages');

async function messages(page: Page, taken = false): Promise<unknown> {
  asked.length = 0;
  answer = taken;
  return page.fullClean().then(
    () => undefined,
    (error: ValidationError) => error.messageDict,
  );
}

test('fullClean() collects the mistakes of every field, and those of clean()', async () => {
  expect(await messages(new Page({ title: 'too long', slug: 'a b', day: 'x' }))).toEqual({
    slug: ['Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.'],
    title: ['Ensure this value has at most 5 characters (it has 8).'],
    day: ['“x” value has an invalid date format. It must be in YYYY-MM-DD format.'],
  });
  expect(await messages(new Page({ title: 'bad', slug: 'ok', day: '2024-01-01' }))).toEqual({
    __all__: ['Not that one.'],
  });
});

test('values come out of fullClean() in the type of their field', async () => {
  const page = new Page({ title: 'fine', slug: 'ok', day: '2024-01-01', views: '7' });
  expect(await messages(page)).toBeUndefined();
  expect(page.views).toBe(7);
  expect(String(page.day)).toBe('2024-01-01');
});

test('unique values are asked for, with dates and groups; NULL is never taken', async () => {
  const page = new Page({ title: 'fine', slug: 'ok', day: '2024-01-02' });
  expect(await messages(page, true)).toEqual({
    slug: ['Page with this Slug already exists.'],
    title: ['Title must be unique for Day date.'],
  });
  expect(asked).toEqual([{ slug: 'ok' }, { title: 'fine', day__day: 2, day__month: 1, day__year: 2024 }]);
  const owned = new Page({ title: 'fine', slug: 'ok', day: '2024-01-02', ownerId: 3, pk: 8 });
  owned._state.adding = false;
  expect(await messages(owned)).toEqual({
    owner: ['owner instance with id 3 is not a valid choice.'],
  });
  await owned.validateUnique();
  expect(asked).toContainEqual({ owner: 3, title: 'fine', not: { pk: 8 } });
});
