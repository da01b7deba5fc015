import { settings } from 'jango/conf';
import { Permission, User } from 'jango/contrib/auth';
import { Client } from 'jango/test';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Session } from '../../../src/contrib/sessions/session.ts';
import { withSettings } from '../settings.ts';
import { setUpSite } from '../site.ts';

let tearDown: () => Promise<void>;
let client: Client;
let ada: User;
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());
beforeEach(async () => {
  client = new Client();
  ada = await User.objects.createUser('ada', 'ada@example.com', 'a-Long-secret-1');
});
afterEach(async () => {
  await User.objects.all().delete();
  await Session.objects.all().delete();
});

const logIn = () => client.post('/accounts/login/', { username: 'ada', password: 'a-Long-secret-1' });

describe('logging in', () => {
  it('shows a form, refuses a wrong password, and goes on with the right one', async () => {
    expect((await client.get('/accounts/login/')).text).toContain('name="username"');
    const refused = await client.post('/accounts/login/', { username: 'ada', password: 'x' });
    expect(refused.text).toContain('Please enter a correct username and password.');
    const accepted = await logIn();
    expect([accepted.statusCode, accepted.headers.get('Location')]).toEqual([302, '/']);
    expect((await client.get('/')).text.trim()).toBe('Hello ada');
    await ada.refreshFromDb();
    expect(ada.lastLogin).not.toBeNull();
  });

  it('goes where next says, on this site only', async () => {
    const inside = await client.post('/accounts/login/?next=/mine/', {
      username: 'ada',
      password: 'a-Long-secret-1',
    });
    expect(inside.headers.get('Location')).toBe('/mine/');
    const outside = await client.post('/accounts/login/?next=https://evil.example/', {
      username: 'ada',
      password: 'a-Long-secret-1',
    });
    expect(outside.headers.get('Location')).toBe('/');
  });

  it('gives the session another key, and keeps what was in it', async () => {
    const before = new Set(await Session.objects.all().valuesList('sessionKey', { flat: true }));
    await logIn();
    const first = client.cookies.get('sessionid')!.value;
    expect(before.has(first)).toBe(false);
    await client.post('/accounts/logout/');
    await logIn();
    expect(client.cookies.get('sessionid')!.value).not.toBe(first);
  });

  it('stores a session that Django would understand', async () => {
    await logIn();
    const session = await Session.objects.get({ sessionKey: client.cookies.get('sessionid')!.value });
    expect(session.getDecoded()).toMatchObject({
      _auth_user_id: String(ada.pk),
      _auth_user_backend: 'django.contrib.auth.backends.ModelBackend',
      _auth_user_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('ends in all browsers when the password is changed elsewhere', async () => {
    await logIn();
    await ada.setPassword('another-Long-1');
    await ada.save();
    expect((await client.get('/')).text.trim()).toBe('Hello visitor');
  });

  it('ends for somebody who is not active any more', async () => {
    await logIn();
    ada.isActive = false;
    await ada.save();
    expect((await client.get('/')).text.trim()).toBe('Hello visitor');
  });
});

describe('logging out', () => {
  it('works by POST alone', async () => {
    await logIn();
    expect((await client.get('/accounts/logout/')).statusCode).toBe(405);
    const response = await client.post('/accounts/logout/');
    expect(response.statusCode).toBe(200);
    expect((await client.get('/')).text.trim()).toBe('Hello visitor');
    expect(await Session.objects.count()).toBe(0);
  });
});

describe('changing the password', () => {
  it('keeps this browser logged in', async () => {
    await logIn();
    const response = await client.post('/accounts/password_change/', {
      oldPassword: 'a-Long-secret-1',
      newPassword1: 'quite-Another-1',
      newPassword2: 'quite-Another-1',
    });
    expect(response.headers.get('Location')).toBe('/accounts/password_change/done/');
    expect((await client.get('/')).text.trim()).toBe('Hello ada');
    await ada.refreshFromDb();
    expect(await ada.checkPassword('quite-Another-1')).toBe(true);
  });

  it('needs the old one, the new one twice, and a good one', async () => {
    await logIn();
    const wrong = { oldPassword: 'x', newPassword1: '1234', newPassword2: '12345' };
    const response = await client.post('/accounts/password_change/', wrong);
    expect(response.text).toContain('Your old password was entered incorrectly.');
    expect(response.text).toContain('The two password fields didn’t match.');
    const weak = { oldPassword: 'a-Long-secret-1', newPassword1: '1234', newPassword2: '1234' };
    expect((await client.post('/accounts/password_change/', weak)).text).toContain(
      'This password is too common.',
    );
  });
});

describe('pages for some', () => {
  it('send visitors to the login page, which brings them back', async () => {
    const response = await client.get('/mine/?page=2');
    expect(response.headers.get('Location')).toBe('/accounts/login/?next=/mine/%3Fpage%3D2');
    await client.forceLogin(ada);
    expect((await client.get('/mine/')).text).toBe('This is ada.');
    expect((await client.get('/a/')).text).toBe('A');
  });

  it('ask for permissions', async () => {
    await client.forceLogin(ada);
    expect((await client.get('/write/')).statusCode).toBe(302);
    expect((await client.get('/strict/')).statusCode).toBe(403);
    await ada.userPermissions.add(await Permission.objects.get({ codename: 'add_article' }));
    expect((await client.get('/write/')).text).toBe('Write!');
    expect((await client.get('/strict/')).text).toBe('Write!');
    expect((await client.get('/')).text.trim()).toBe('Hello ada, write! (articles)');
  });
});

describe('a page that shows no user', () => {
  it('does not depend on the cookie, and asks no database', async () => {
    const response = await client.get('/plain/');
    expect(response.headers.has('Vary')).toBe(false);
    expect(response.cookies.size).toBe(0);
  });
});

describe('a site that is for members only', () => {
  it('sends visitors away from every page but those that say otherwise', async () => {
    const MIDDLEWARE = [...settings.MIDDLEWARE, 'jango/contrib/auth/login-required-middleware'];
    await withSettings({ MIDDLEWARE }, async () => {
      const fresh = new Client();
      expect((await fresh.get('/plain/')).url).toBe('/accounts/login/?next=/plain/');
      expect((await fresh.get('/open/')).text).toBe('for all');
      expect((await fresh.get('/accounts/login/')).statusCode).toBe(200);
      expect((await fresh.get('/admin/login/')).statusCode).toBe(200);
      await fresh.forceLogin(ada);
      expect((await fresh.get('/plain/')).text).toBe('nothing to see');
    });
  });
});
