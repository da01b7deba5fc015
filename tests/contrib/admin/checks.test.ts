import * as admin from 'jango/contrib/admin';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkDependencies } from '../../../src/contrib/admin/checks/all-checks.ts';
import { checkModelAdmin } from '../../../src/contrib/admin/checks/model-admin-checks.ts';
import { Article } from '../project/articles/models.ts';
import { withSettings } from '../settings.ts';
import { setUpSite } from '../site.ts';

let tearDown: () => Promise<void>;
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());

/** What is found in a class with some properties, as somebody writes it who ignores the compiler. */
function found(properties: Readonly<Record<string, unknown>>): (string | undefined)[] {
  class Checked extends admin.ModelAdmin<Article> {}
  const instance = Object.assign(new Checked(Article, admin.site), properties);
  return checkModelAdmin(instance as unknown as admin.ModelAdmin).map((message) => message.id);
}

describe('the checks of admin classes', () => {
  it('find nothing in those that are registered', () => {
    for (const registered of admin.site.registry.values()) expect(checkModelAdmin(registered)).toEqual([]);
  });

  it.each([
    ['admin.E005', { fields: ['title'], fieldsets: [[null, { fields: ['title'] }]] }],
    ['admin.E006', { fields: ['title', 'title'] }],
    [
      'admin.E012',
      {
        fieldsets: [
          [null, { fields: ['title'] }],
          ['x', { fields: ['title'] }],
        ],
      },
    ],
    ['admin.E015', { exclude: ['title', 'title'] }],
    ['admin.E035', { readonlyFields: ['titel'] }],
    ['admin.E019', { filterHorizontal: ['tag'] }],
    ['admin.E020', { filterHorizontal: ['title'] }],
    ['admin.E002', { rawIdFields: ['boards'] }],
    ['admin.E003', { rawIdFields: ['title'] }],
    ['admin.E022', { radioFields: { sise: 'horizontal' } }],
    ['admin.E023', { radioFields: { title: 'horizontal' } }],
    ['admin.E027', { prepopulatedFields: { slug: ['title'] } }],
    ['admin.E028', { prepopulatedFields: { createdAt: ['title'] } }],
    ['admin.E030', { prepopulatedFields: { title: ['titel'] } }],
    ['admin.E108', { listDisplay: ['titel'] }],
    ['admin.E109', { listDisplay: ['tags'] }],
    ['admin.E111', { listDisplayLinks: ['content'] }],
    ['admin.E116', { listFilter: ['titel'] }],
    ['admin.E113', { listFilter: [Date] }],
    ['admin.E121', { listDisplay: ['title', 'x'], listEditable: ['x'] }],
    ['admin.E122', { listEditable: ['pinned'] }],
    ['admin.E124', { listDisplay: ['title'], listEditable: ['title'] }],
    ['admin.E125', { listDisplay: ['title', 'createdAt'], listEditable: ['createdAt'] }],
    ['admin.E032', { ordering: ['?', 'title'] }],
    ['admin.E033', { ordering: ['-titel'] }],
    ['admin.E127', { dateHierarchy: 'made' }],
    ['admin.E128', { dateHierarchy: 'title' }],
  ])('find %s', (id, properties) => {
    expect(found(properties)).toContain(id);
  });

  it('say what was meant', () => {
    class Checked extends admin.ModelAdmin<Article> {}
    const instance = Object.assign(new Checked(Article, admin.site), { ordering: ['titel'] });
    expect(String(checkModelAdmin(instance as unknown as admin.ModelAdmin)[0])).toBe(
      "<class 'Checked'>: (admin.E033) The value of 'ordering[0]' refers to 'titel', which is not a field of 'articles.Article'.\n\tHINT: Did you mean 'title'?",
    );
  });
});

describe('the checks of settings', () => {
  it('find what the admin needs and is not there', async () => {
    expect(checkDependencies()).toEqual([]);
    await withSettings({ MIDDLEWARE: [], TEMPLATES: [] }, async () => {
      expect(checkDependencies().map(({ id }) => id)).toEqual([
        'admin.E403',
        'admin.E408',
        'admin.E409',
        'admin.E410',
      ]);
    });
  });
});
