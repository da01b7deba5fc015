import {
  AnonymousUser,
  authenticate,
  defaultTokenGenerator,
  Group,
  getUserModel,
  normalizeEmail,
  Permission,
  User,
  userLoginFailed,
} from 'jango/contrib/auth';
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it, vi } from 'vitest';
import { withSettings } from '../settings.ts';
import { setUpSite } from '../site.ts';

let tearDown: () => Promise<void>;
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());
afterEach(async () => {
  await User.objects.all().delete();
  await Group.objects.all().delete();
});

describe('making users', () => {
  it('hashes the password, and takes values as an object or in Django’s order', async () => {
    const ada = await User.objects.createUser({
      username: 'ada',
      email: 'Ada@EXAMPLE.com',
      password: 'secret',
    });
    expectTypeOf(ada).toEqualTypeOf<User>();
    expect(ada.password).toMatch(/^md5\$/);
    expect(ada.email).toBe('Ada@example.com');
    expect([ada.isStaff, ada.isSuperuser, ada.isActive]).toEqual([false, false, true]);
    expect(await ada.checkPassword('secret')).toBe(true);
    expect(await ada.checkPassword('Secret')).toBe(false);
    const bob = await User.objects.createUser('bob', null, 'secret', { firstName: 'Bob' });
    expect(bob.getFullName()).toBe('Bob');
  });

  it('makes superusers, who may not be told that they are none', async () => {
    const root = await User.objects.createSuperuser({ username: 'root', password: 'secret' });
    expect([root.isStaff, root.isSuperuser]).toEqual([true, true]);
    await expect(User.objects.createSuperuser({ username: 'x', isStaff: false })).rejects.toThrow(
      'Superuser must have isStaff: true.',
    );
  });

  it('lets nobody log in by password who has none', async () => {
    const user = await User.objects.createUser('nobody');
    expect(user.hasUsablePassword()).toBe(false);
    expect(await user.checkPassword('')).toBe(false);
  });

  it('needs a name', async () => {
    await expect(User.objects.createUser('')).rejects.toThrow('The given username must be set.');
  });

  it('judges names as Django does', async () => {
    const clean = (username: string) => new User({ username, password: 'x' }).cleanFields();
    await expect(clean('김민지.1@+-_')).resolves.toBeUndefined();
    await expect(clean('two words')).rejects.toThrow('Enter a valid username.');
    expect(normalizeEmail('a@B@C.COM')).toBe('a@B@c.com');
  });

  it('knows users by their name', async () => {
    await User.objects.createUser('ada');
    expect((await User.objects.getByNaturalKey('ada')).naturalKey()).toEqual(['ada']);
    await expect(User.objects.getByNaturalKey('bob')).rejects.toThrow(User.DoesNotExist);
    expect(await User.objects.findByNaturalKey('bob')).toBeNull();
    expect(getUserModel()).toBe(User);
  });
});

describe('authenticate()', () => {
  it('gives the user whom name and password fit', async () => {
    const ada = await User.objects.createUser('ada', null, 'secret');
    expect((await authenticate({ username: 'ada', password: 'secret' }))?.pk).toBe(ada.pk);
    expect(await authenticate({ username: 'ada', password: 'wrong' })).toBeNull();
    expect(await authenticate({ username: 'bob', password: 'secret' })).toBeNull();
    expect(await authenticate({ token: '1' })).toBeNull();
  });

  it('lets no inactive user in', async () => {
    await User.objects.createUser({ username: 'ada', password: 'secret', isActive: false });
    expect(await authenticate({ username: 'ada', password: 'secret' })).toBeNull();
    const AUTHENTICATION_BACKENDS = ['django.contrib.auth.backends.AllowAllUsersModelBackend'];
    await withSettings({ AUTHENTICATION_BACKENDS }, async () => {
      expect(await authenticate({ username: 'ada', password: 'secret' })).not.toBeNull();
    });
  });

  it('tells of credentials that fit nobody, with secrets masked', async () => {
    const hear = vi.fn();
    userLoginFailed.connect(hear);
    await authenticate({ username: 'ada', password: 'secret', apiKey: 'x' });
    userLoginFailed.disconnect(hear);
    expect(hear.mock.calls[0]![0].credentials).toEqual({
      username: 'ada',
      password: '********************',
      apiKey: '********************',
    });
  });

  it('stores the password anew when it was hashed by another hasher', async () => {
    const ada = await User.objects.createUser('ada', null, 'secret');
    await withSettings({ PASSWORD_HASHERS: ['PBKDF2PasswordHasher', 'MD5PasswordHasher'] }, async () => {
      await authenticate({ username: 'ada', password: 'secret' });
    });
    await ada.refreshFromDb();
    expect(ada.password).toMatch(/^pbkdf2_sha256\$1000000\$/);
  });
});

describe('permissions', () => {
  const permission = (codename: string) => Permission.objects.get({ codename });

  it('are made for each model, four of each', async () => {
    const names = await Permission.objects
      .filter({ contentType__appLabel: 'articles', contentType__model: 'article' })
      .valuesList('codename', { flat: true });
    expect([...names].sort()).toEqual(['add_article', 'change_article', 'delete_article', 'view_article']);
    expect((await permission('add_article')).name).toBe('Can add article');
    expect(await (await permission('add_article')).naturalKey()).toEqual([
      'add_article',
      'articles',
      'article',
    ]);
  });

  it('come from the user and from groups', async () => {
    const ada = await User.objects.createUser('ada');
    const writers = await Group.objects.create({ name: 'writers' });
    await writers.permissions.add(await permission('add_article'));
    await ada.groups.add(writers);
    await ada.userPermissions.add(await permission('view_article'));
    expect(await ada.getUserPermissions()).toEqual(new Set(['articles.view_article']));
    expect(await ada.getGroupPermissions()).toEqual(new Set(['articles.add_article']));
    expect(await ada.hasPerm('articles.add_article')).toBe(true);
    expect(await ada.hasPerms(['articles.add_article', 'articles.delete_article'])).toBe(false);
    expect(await ada.hasModulePerms('articles')).toBe(true);
    expect(await ada.hasModulePerms('auth')).toBe(false);
    expect(await ada.hasPerm('articles.add_article', ada)).toBe(false);
  });

  it('are all there for a superuser, and none for one who is not active', async () => {
    const root = await User.objects.createSuperuser('root');
    expect(await root.hasPerm('articles.anything')).toBe(true);
    expect((await root.getAllPermissions()).has('articles.add_article')).toBe(true);
    root.isActive = false;
    expect(await root.hasPerm('articles.add_article')).toBe(false);
  });

  it('are none for a visitor', async () => {
    const visitor = new AnonymousUser();
    expect(await visitor.hasPerm('articles.add_article')).toBe(false);
    expect(await visitor.getAllPermissions()).toEqual(new Set());
    expect(() => visitor.save()).toThrow('Check user.isAuthenticated first.');
  });
});

describe('tokens', () => {
  it('work once, for one user, for a time', async () => {
    const ada = await User.objects.createUser('ada', 'ada@example.com', 'secret');
    const bob = await User.objects.createUser('bob', null, 'secret');
    const token = defaultTokenGenerator.makeToken(ada);
    expect(token).toMatch(/^[0-9a-z]{6}-[0-9a-f]{32}$/);
    expect(defaultTokenGenerator.checkToken(ada, token)).toBe(true);
    expect(defaultTokenGenerator.checkToken(bob, token)).toBe(false);
    expect(defaultTokenGenerator.checkToken(ada, `${token}x`)).toBe(false);
    expect(defaultTokenGenerator.checkToken(null, token)).toBe(false);
    vi.useFakeTimers({ now: Date.now() + 73 * 3_600_000, toFake: ['Date'] });
    expect(defaultTokenGenerator.checkToken(ada, token)).toBe(false);
    vi.useRealTimers();
    await ada.setPassword('another');
    expect(defaultTokenGenerator.checkToken(ada, token)).toBe(false);
  });

  it('and session hashes are what Django makes', async () => {
    await withSettings({ SECRET_KEY: 'django_tests_secret_key' }, async () => {
      const ada = new User({
        id: 1,
        username: 'ada',
        password: 'pbkdf2_sha256$1000000$salt$hash',
        email: 'ada@example.com',
        lastLogin: new Date('2026-01-31T09:00:00.123Z'),
      });
      expect(ada.getSessionAuthHash()).toBe(
        'ec618ff9d99a6c3e541cd5b4a8329881c9fb187d006d38cde0e09cc579b266a4',
      );
      vi.useFakeTimers({ now: (790_000_000 + Date.UTC(2001, 0, 1) / 1000) * 1000, toFake: ['Date'] });
      expect(defaultTokenGenerator.makeToken(ada)).toBe('d2cfwg-f3cbe763a56bea0aa6d3367b0499785a');
      vi.useRealTimers();
    });
  });
});
