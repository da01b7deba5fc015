import { configure } from 'jango/conf';
import { models, Q } from 'jango/db';
import { fields, operations, optimize } from 'jango/db/migrations';
import { expect, test } from 'vitest';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

test('a renamed index and a constraint in other words stay beside the creation of their model, as in Django', () => {
  const index = new models.Index({ fields: ['title'], name: 'by_title' });
  const constraint = new models.CheckConstraint({ condition: Q({ title__gt: '' }), name: 'named' });
  const list = [
    operations.CreateModel({
      name: 'Article',
      fields: { id: fields.BigAutoField({ primaryKey: true }), title: fields.CharField({ maxLength: 9 }) },
    }),
    operations.AddIndex({ modelName: 'article', index }),
    operations.AddConstraint({ modelName: 'article', constraint }),
    operations.RenameIndex({ modelName: 'article', oldName: 'by_title', newName: 'titles' }),
    operations.AlterConstraint({
      modelName: 'article',
      name: 'named',
      constraint: new models.CheckConstraint({
        condition: Q({ title__gt: '' }),
        name: 'named',
        violationErrorMessage: 'No title.',
      }),
    }),
  ];
  expect(optimize(list, 'articles').map((one) => one.describe())).toEqual([
    'Create model Article',
    'Rename index by_title on article to titles',
    'Alter constraint named on article',
  ]);
});

class Slugged {}

test('a mixin among the bases of a model is no model that other operations could touch', () => {
  const id = fields.BigAutoField({ primaryKey: true });
  const list = [
    operations.CreateModel({ name: 'Author', fields: { id } }),
    operations.CreateModel({ name: 'Article', fields: {}, bases: [Slugged, 'articles.Author'] }),
    operations.AddField({ modelName: 'author', name: 'name', field: fields.TextField() }),
    operations.AddField({ modelName: 'article', name: 'title', field: fields.TextField() }),
    operations.DeleteModel({ name: 'Author' }),
  ];
  expect(optimize(list, 'articles').map((one) => one.describe())).toEqual([
    'Create model Author',
    'Create model Article',
    'Delete model Author',
  ]);
});

test('groups of fields that are the same after one field has gone are one group', () => {
  const list = [
    operations.CreateModel({
      name: 'Article',
      fields: { title: fields.TextField(), slug: fields.TextField() },
      options: {
        uniqueTogether: [
          ['title', 'slug'],
          ['slug', 'title'],
        ],
      },
    }),
    operations.RemoveField({ modelName: 'article', name: 'slug' }),
  ];
  expect(optimize(list, 'articles')[0]!.deconstruct().options['options']).toEqual({
    uniqueTogether: [['title']],
  });
});
