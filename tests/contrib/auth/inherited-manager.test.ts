import { AbstractUser, BaseUserManager, UserManager } from 'jango/contrib/auth';
import { models } from 'jango/db';
import { beforeEach, expect, expectTypeOf, test } from 'vitest';
import { makeTables } from '../../db/query/app.ts';

abstract class Named extends AbstractUser {
  nickname = models.CharField({ maxLength: 30, blank: true });
  override groups = models.ManyToManyField<never>('people.Person', { relatedName: '+' });
  override userPermissions = models.ManyToManyField<never>('people.Person', { relatedName: '+' });
  static override readonly meta: models.Meta = { abstract: true };
}

class Person extends Named {}

class Reader extends Named {
  static override objects = new UserManager<Reader>();
}

class MemberManager extends BaseUserManager<Member> {
  async createUser(username: string, email?: string | null): Promise<Member> {
    return this.create({ username, email: email ?? '', nickname: 'new' });
  }
  createSuperuser(username: string): Promise<Member> {
    return this.createUser(username);
  }
}

class Member extends Named {
  static override objects = new MemberManager();
}

beforeEach(() => makeTables('people', [Person, Reader, Member]));

test('a model that extends AbstractUser has the manager of users without writing it', async () => {
  const ada = await Person.objects.createUser('ada', 'ada@EXAMPLE.com', 'a-secret', { nickname: 'A' });
  expectTypeOf(ada).toEqualTypeOf<AbstractUser>();
  expect(ada).toBeInstanceOf(Person);
  expect([ada.email, await ada.checkPassword('a-secret')]).toEqual(['ada@example.com', true]);
  expect((await Person.objects.get({ username: 'ada' })).pk).toBe(ada.pk);
  expect((await Person.objects.createSuperuser('root')).isSuperuser).toBe(true);
  expect(Person._meta.defaultManager).toBe(Person.objects);
});

test('a manager of its own knows the fields of its own', async () => {
  const bob = await Reader.objects.createUser({ username: 'bob', nickname: 'B' });
  expectTypeOf(bob).toEqualTypeOf<Reader>();
  expect(await Reader.objects.filter({ nickname: 'B' }).count()).toBe(1);
  expect((await Member.objects.createUser('eve')).nickname).toBe('new');
});
