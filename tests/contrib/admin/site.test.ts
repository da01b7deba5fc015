import * as admin from 'jango/contrib/admin';
import { Permission, User } from 'jango/contrib/auth';
import { HttpResponse } from 'jango/http';
import { Client } from 'jango/test';
import { path } from 'jango/urls';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ENGINE } from '../../support/database.ts';
import { Article, Board, Comment, Prize, Tag } from '../project/articles/models.ts';
import { withSettings } from '../settings.ts';
import { setUpSite } from '../site.ts';

const LIST = '/admin/articles/article/';

let tearDown: () => Promise<void>;
let client: Client;
let root: User;
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());
beforeEach(async () => {
  client = new Client();
  root = await User.objects.createSuperuser('root', null, 'a-Long-secret-1');
  await client.forceLogin(root);
});
afterEach(async () => {
  for (const model of [Prize, Comment, Article, Board, Tag, User]) await model.objects.all().delete();
});

/** The values of a change form that is sent back as it was shown, with some changed. */
const article = (values: object = {}) => ({
  title: 'Tea',
  content: 'All about tea',
  level: 'n',
  'comments-TOTAL_FORMS': '0',
  'comments-INITIAL_FORMS': '0',
  ...values,
});

describe('who may enter', () => {
  it('is staff; others see the login page', async () => {
    const visitor = new Client();
    const response = await visitor.get('/admin/');
    expect(response.url).toBe('/admin/login/?next=/admin/');
    expect((await visitor.get('/admin/nowhere/')).url).toBe('/admin/login/?next=/admin/nowhere/');
    const ada = await User.objects.createUser('ada', null, 'a-Long-secret-1');
    await visitor.forceLogin(ada);
    expect((await visitor.get('/admin/')).statusCode).toBe(302);
    const page = await visitor.get('/admin/login/?next=/admin/');
    expect(page.text).toContain('You are logged in as ada');
  });

  it('logs in by the form, and goes where next says', async () => {
    const visitor = new Client();
    const wrong = await visitor.post('/admin/login/', { username: 'root', password: 'x' });
    expect(wrong.text).toContain('Please enter the correct username and password for a staff account.');
    const right = await visitor.post(`/admin/login/?next=${LIST}`, {
      username: 'root',
      password: 'a-Long-secret-1',
    });
    expect(right.url).toBe(LIST);
    const evil = await visitor.post('/admin/login/', {
      username: 'root',
      password: 'a-Long-secret-1',
      next: 'https://evil.example/',
    });
    expect(evil.url).toBe('/admin/');
  });

  it('logs out by POST', async () => {
    expect((await client.post('/admin/logout/')).text).toContain('Log in again');
    expect((await client.get('/admin/')).statusCode).toBe(302);
  });

  it('demands the token of every form', async () => {
    const strict = new Client({ enforceCsrfChecks: true });
    await strict.forceLogin(root);
    expect((await strict.post(`${LIST}add/`, article())).statusCode).toBe(403);
  });
});

describe('the front page', () => {
  it('lists apps and models with links to lists and forms', async () => {
    const { text } = await client.get('/admin/');
    for (const part of [
      'Site administration',
      'Articles',
      'Boards',
      `href="${LIST}"`,
      `href="${LIST}add/"`,
      'Users',
    ]) {
      expect(text).toContain(part);
    }
    expect((await client.get('/admin/articles/')).text).toContain('Articles administration');
    expect((await client.get('/admin/nothing/')).statusCode).toBe(404);
  });

  it('shows only what the user may see', async () => {
    const ada = await User.objects.createUser({ username: 'ada', isStaff: true });
    await ada.userPermissions.add(await Permission.objects.get({ codename: 'view_article' }));
    await client.forceLogin(ada);
    const { text } = await client.get('/admin/');
    expect(text).toContain(`href="${LIST}"`);
    expect(text).not.toContain(`href="${LIST}add/"`);
    expect(text).not.toContain('Boards');
    expect((await client.get('/admin/articles/board/')).statusCode).toBe(403);
  });

  it('sends a path without its slash to the page', async () => {
    expect((await client.get('/admin/articles/article')).url).toBe(LIST);
  });
});

describe('the list', () => {
  beforeEach(async () => {
    const coffee = await Board.objects.create({ name: 'Coffee', slug: 'coffee' });
    for (let i = 1; i <= 12; i++) {
      await Article.objects.create({
        title: `Article ${String(i).padStart(2, '0')}`,
        content: i === 7 ? 'green tea' : 'something else',
        pinned: i % 2 === 0,
        board: i > 6 ? coffee : null,
      });
    }
  });

  it('shows columns of all kinds: fields, relations, choices, methods', async () => {
    const { text } = await client.get(LIST);
    expect(text).toContain('<a href="');
    for (const part of ['Article 01', 'Coffee', 'Normal', 'aria-label="Yes"', 'Words', 'Created at']) {
      expect(text).toContain(part);
    }
    expect(text).toContain('1–10 of 12');
    expect((await client.get(`${LIST}?p=2`)).text).toContain('Article 12');
  });

  it('searches', async () => {
    const found = (await client.get(`${LIST}?q=green+tea`)).text;
    expect(found).toContain('Article 07');
    expect(found).not.toContain('Article 08');
    expect(found).toContain('(12 total)');
    expect((await client.get(`${LIST}?q=coffee`)).text).toContain('6 articles');
    expect((await client.get(`${LIST}?q=nothing+at+all`)).text).toContain('No articles match.');
  });

  it('filters', async () => {
    expect((await client.get(`${LIST}?pinned__exact=1`)).text).toContain('6 articles');
    expect((await client.get(`${LIST}?level__exact=u`)).text).toContain('No articles match.');
    const board = await Board.objects.get({ slug: 'coffee' });
    const { text } = await client.get(`${LIST}?board__id__exact=${board.pk}`);
    expect(text).toContain('6 articles');
    expect(text).toContain('Board: <b>Coffee</b>');
    expect((await client.get(`${LIST}?board__isnull=True`)).text).toContain('6 articles');
    const year = new Date().getUTCFullYear();
    expect((await client.get(`${LIST}?createdAt__year=${year}`)).text).toContain('of 12');
    expect((await client.get(`${LIST}?createdAt__year=${year - 1}`)).text).toContain('No articles match.');
  });

  it('refuses to be filtered by what it does not offer', async () => {
    const plain = new Client({ raiseRequestException: false });
    await plain.forceLogin(root);
    expect((await plain.get(`${LIST}?author__password__startswith=md5`)).statusCode).toBe(400);
    expect((await plain.get(`${LIST}?nonsense=1`)).statusCode).toBe(400);
    expect((await plain.get(`${LIST}?title__nonsense=1`)).url).toBe(`${LIST}?e=1`);
  });

  it('sorts', async () => {
    const { text } = await client.get(`${LIST}?o=-1`);
    expect(text.indexOf('Article 12')).toBeLessThan(text.indexOf('Article 11'));
    expect(text).toContain('aria-sort="descending"');
    const byBoard = (await client.get(`${LIST}?o=-2.1`)).text;
    // Articles without a board: PostgreSQL takes NULL for the greatest value.
    const [first, last] = ENGINE === 'postgresql' ? ['01', '07'] : ['07', '01'];
    expect(byBoard.indexOf(`Article ${first}`)).toBeLessThan(byBoard.indexOf(`Article ${last}`));
  });

  it('runs actions on chosen rows, or on all', async () => {
    const [first] = await Article.objects.all();
    const done = await client.post(
      LIST,
      { action: 'pin', _selected_action: [String(first!.pk)] },
      { follow: true },
    );
    expect(done.text).toContain('1 pinned.');
    const all = { action: 'pin', select_across: '1', _selected_action: [String(first!.pk)] };
    expect((await client.post(LIST, all, { follow: true })).text).toContain('12 pinned.');
    expect((await client.post(LIST, { action: 'pin' }, { follow: true })).text).toContain(
      'Items must be selected',
    );
    expect((await client.post(LIST, { _selected_action: ['1'] }, { follow: true })).text).toContain(
      'No action selected.',
    );
  });

  it('deletes chosen rows after asking', async () => {
    const keys = await Article.objects.all().slice(0, 2).valuesList('pk', { flat: true });
    const data = { action: 'delete_selected', _selected_action: keys.map(String) };
    const asked = await client.post(LIST, data);
    expect(asked.text).toContain('Are you sure you want to delete the selected articles?');
    expect(await Article.objects.count()).toBe(12);
    const done = await client.post(LIST, { ...data, post: 'yes' }, { follow: true });
    expect(done.text).toContain('Successfully deleted 2 articles.');
    expect(await Article.objects.count()).toBe(10);
  });
});

describe('adding', () => {
  it('asks for what can be changed, and not for what fills itself', async () => {
    const { text } = await client.get(`${LIST}add/`);
    for (const name of ['title', 'content', 'board', 'author', 'tags', 'pinned', 'level']) {
      expect(text).toContain(`name="${name}"`);
    }
    for (const name of ['createdAt', 'updatedAt', 'id']) expect(text).not.toContain(`name="${name}"`);
    expect(text).toContain('Add article');
    expect(text).not.toMatch(/>\s*None\b|\bundefined\b|\[object/);
  });

  it('saves, says so with a link, and notes it', async () => {
    const response = await client.post(`${LIST}add/`, article({ _save: '' }));
    expect(response.url).toBe(LIST);
    const tea = await Article.objects.get({ title: 'Tea' });
    const { text } = await client.get(LIST);
    expect(text).toContain(
      `The article “<a href="${LIST}${tea.pk}/change/">Tea</a>” was added successfully.`,
    );
    const entry = await admin.LogEntry.objects.get({ objectId: String(tea.pk) });
    expect([entry.isAddition, entry.getChangeMessage(), entry.changeMessage]).toEqual([
      true,
      'Added.',
      '[{"added":{}}]',
    ]);
  });

  it('goes on as the button says', async () => {
    const again = await client.post(`${LIST}add/`, article({ _addanother: '' }));
    expect(again.url).toBe(`${LIST}add/`);
    const stay = await client.post(`${LIST}add/`, article({ _continue: '' }));
    expect(stay.url).toMatch(new RegExp(`^${LIST}\\d+/change/$`));
  });

  it('shows what is missing', async () => {
    const { text } = await client.post(`${LIST}add/`, article({ title: '', content: '' }));
    expect(text).toContain('Please correct the errors below.');
    expect(text.match(/This field is required\./g)).toHaveLength(2);
    expect(await Article.objects.count()).toBe(0);
  });

  it('takes first values from the address', async () => {
    expect((await client.get(`${LIST}add/?title=Hello`)).text).toContain('value="Hello"');
  });

  it('saves relations to many', async () => {
    const [green, black] = [
      await Tag.objects.create({ name: 'green' }),
      await Tag.objects.create({ name: 'black' }),
    ];
    await client.post(`${LIST}add/`, article({ tags: [String(green.pk), String(black.pk)] }));
    const tea = await Article.objects.get({ title: 'Tea' });
    expect((await tea.tags.all()).map(String).sort()).toEqual(['black', 'green']);
  });

  it('answers a pop-up with what was added', async () => {
    const { text } = await client.post('/admin/articles/tag/add/?_popup=1', { name: 'white', _popup: '1' });
    expect(text).toContain('data-popup-response');
    expect(text).toContain('&quot;action&quot;:&quot;add&quot;');
  });
});

describe('changing', () => {
  it('shows the values, saves new ones, and notes which', async () => {
    const tea = await Article.objects.create({ title: 'Tea', content: 'x' });
    const url = `${LIST}${tea.pk}/change/`;
    const { text } = await client.get(url);
    expect(text).toContain('value="Tea"');
    expect(text).toContain(`href="/articles/${tea.pk}/"`);
    const saved = await client.post(url, article({ title: 'Green tea', content: 'x' }), { follow: true });
    expect(saved.text).toContain('was changed successfully.');
    await tea.refreshFromDb();
    expect(tea.title).toBe('Green tea');
    const entry = await admin.LogEntry.objects.get({ objectId: String(tea.pk) });
    expect(entry.getChangeMessage()).toBe('Changed Title.');
    const history = (await client.get(`${LIST}${tea.pk}/history/`)).text;
    expect(history).toContain('Changed Title.');
    expect(history).toContain('root');
  });

  it('redirects the short address, and says when an object is gone', async () => {
    expect((await client.get(`${LIST}77/`)).url).toBe(`${LIST}77/change/`);
    const gone = await client.get(`${LIST}77/change/`, {}, { follow: true });
    expect(gone.text).toContain('article with ID “77” doesn’t exist. Perhaps it was deleted?');
    expect((await client.get(`${LIST}x/change/`)).url).toBe('/admin/');
  });

  it('shows everything to those who may only look, and changes nothing', async () => {
    const tea = await Article.objects.create({ title: 'Tea', content: 'x' });
    const ada = await User.objects.createUser({ username: 'ada', isStaff: true });
    await ada.userPermissions.add(await Permission.objects.get({ codename: 'view_article' }));
    await client.forceLogin(ada);
    const url = `${LIST}${tea.pk}/change/`;
    const { text } = await client.get(url);
    expect(text).toContain('View article');
    expect(text).not.toContain('name="title"');
    expect(text).not.toContain('name="_save"');
    expect((await client.post(url, article())).statusCode).toBe(403);
    expect((await client.post(`${LIST}${tea.pk}/delete/`, { post: 'yes' })).statusCode).toBe(403);
  });

  it('saves, adds and deletes what belongs to the object', async () => {
    const tea = await Article.objects.create({ title: 'Tea', content: 'x' });
    const [old, spam] = [
      await Comment.objects.create({ article: tea, text: 'Lovely' }),
      await Comment.objects.create({ article: tea, text: 'Spam' }),
    ];
    const { text } = await client.get(`${LIST}${tea.pk}/change/`);
    expect(text).toContain('name="comments-0-text"');
    await client.post(
      `${LIST}${tea.pk}/change/`,
      article({
        content: 'x',
        'comments-TOTAL_FORMS': '3',
        'comments-INITIAL_FORMS': '2',
        'comments-0-id': String(old.pk),
        'comments-0-text': 'Very lovely',
        'comments-1-id': String(spam.pk),
        'comments-1-text': 'Spam',
        'comments-1-DELETE': 'on',
        'comments-2-text': 'New',
      }),
    );
    const texts = await Comment.objects
      .filter({ article: tea })
      .orderBy('pk')
      .valuesList('text', { flat: true });
    expect(texts).toEqual(['Very lovely', 'New']);
    const entry = await admin.LogEntry.objects.get({ objectId: String(tea.pk) });
    expect(entry.getChangeMessage()).toBe(
      'Added comment “New”. Changed text for comment “Very lovely”. Deleted comment “Spam”.',
    );
  });

  it('edits columns in the list', async () => {
    const coffee = await Board.objects.create({ name: 'Coffee', slug: 'coffee' });
    const url = '/admin/articles/board/';
    expect((await client.get(url)).text).toContain(`name="row-${coffee.pk}-slug"`);
    const data = { _save: '', _row: [String(coffee.pk)], [`row-${coffee.pk}-slug`]: 'espresso' };
    expect((await client.post(url, data, { follow: true })).text).toContain(
      '1 board was changed successfully.',
    );
    const bad = { ...data, [`row-${coffee.pk}-slug`]: 'not a slug' };
    expect((await client.post(url, bad)).text).toContain('Enter a valid');
  });
});

describe('deleting', () => {
  it('lists what would go too, and does it when told', async () => {
    const tea = await Article.objects.create({ title: 'Tea', content: 'x' });
    await Comment.objects.create({ article: tea, text: 'Lovely' });
    const url = `${LIST}${tea.pk}/delete/`;
    const { text } = await client.get(url);
    expect(text).toContain('Are you sure you want to delete the article “<strong>Tea</strong>”?');
    expect(text).toContain('Comment: Lovely');
    const done = await client.post(url, { post: 'yes' }, { follow: true });
    expect(done.text).toContain('The article “Tea” was deleted successfully.');
    expect(await Article.objects.count()).toBe(0);
    expect(await Comment.objects.count()).toBe(0);
    expect((await client.get('/admin/')).text).toContain('Tea');
  });

  it('says what forbids it', async () => {
    const tea = await Article.objects.create({ title: 'Tea', content: 'x' });
    await Prize.objects.create({ article: tea, name: 'Best of show' });
    const url = `${LIST}${tea.pk}/delete/`;
    const { text } = await client.get(url);
    expect(text).toContain('would require deleting these protected related objects');
    expect(text).toContain('Best of show');
    expect((await client.post(url, { post: 'yes' })).text).toContain('Best of show');
    expect(await Article.objects.count()).toBe(1);
  });
});

describe('users', () => {
  it('are made in two steps', async () => {
    const { text } = await client.get('/admin/auth/user/add/');
    expect(text).toContain('name="password1"');
    expect(text).not.toContain('name="isStaff"');
    const weak = await client.post('/admin/auth/user/add/', {
      username: 'ada',
      password1: '1234',
      password2: '1234',
    });
    expect(weak.text).toContain('This password is too common.');
    const made = await client.post('/admin/auth/user/add/', {
      username: 'ada',
      password1: 'quite-Another-1',
      password2: 'quite-Another-1',
      _continue: '',
    });
    const ada = await User.objects.get({ username: 'ada' });
    expect(made.url).toBe(`/admin/auth/user/${ada.pk}/change/`);
    expect(await ada.checkPassword('quite-Another-1')).toBe(true);
    const page = (await client.get(made.url!)).text;
    expect(page).toContain('<dt>algorithm</dt><dd>md5</dd>');
    expect(page).not.toContain(ada.password);
    expect(page).toContain('name="isStaff"');
  });

  it('get new passwords on a page of their own', async () => {
    const ada = await User.objects.createUser('ada', null, 'x');
    const url = `/admin/auth/user/${ada.pk}/password/`;
    expect((await client.get(url)).text).toContain('Enter a new password for');
    const done = await client.post(url, { password1: 'quite-Another-1', password2: 'quite-Another-1' });
    expect(done.url).toBe(`/admin/auth/user/${ada.pk}/change/`);
    await ada.refreshFromDb();
    expect(await ada.checkPassword('quite-Another-1')).toBe(true);
  });

  it('change their own', async () => {
    const done = await client.post(
      '/admin/password_change/',
      { oldPassword: 'a-Long-secret-1', newPassword1: 'quite-Another-1', newPassword2: 'quite-Another-1' },
      { follow: true },
    );
    expect(done.text).toContain('Your password was changed.');
    expect((await client.get('/admin/')).statusCode).toBe(200);
  });
});

describe('a site of your own', () => {
  it('has pages of its own, for those who may enter', async () => {
    class StaffSite extends admin.AdminSite {
      override siteHeader = 'Staff';
      override getUrls() {
        return [
          path(
            'report/',
            this.adminView(() => new HttpResponse('all is well')),
            { name: 'report' },
          ),
        ];
      }
    }
    const staff = new StaffSite('staff');
    staff.register(Tag);
    await withSettings({ ROOT_URLCONF: 'mysite/other.ts' }, async () => {
      const { urlpatterns } = await import('../project/mysite/other.ts');
      urlpatterns.push(path('staff/', staff.urls), path('admin/', admin.site.urls));
      const visitor = new Client();
      expect((await visitor.get('/staff/report/')).url).toBe('/staff/login/?next=/staff/report/');
      expect((await client.get('/staff/report/')).text).toBe('all is well');
      const { text } = await client.get('/staff/');
      expect(text).toContain('href="/staff/articles/tag/"');
      expect(text).not.toContain('href="/admin/');
    });
  });
});

describe('registering', () => {
  it('refuses a model twice, and one that is not there', () => {
    const site = new admin.AdminSite('own');
    site.register(Tag);
    expect(() => site.register(Tag)).toThrow(
      "The model articles.Tag is already registered with 'ModelAdmin'.",
    );
    site.unregister(Tag);
    expect(() => site.unregister(Tag)).toThrow('The model articles.Tag is not registered.');
    expect(site.isRegistered(Tag)).toBe(false);
    expect(admin.site.isRegistered(Tag)).toBe(true);
  });
});
