import { configure } from 'jango/conf';
import { models } from 'jango/db';
import { fields, Migration, operations, ProjectState } from 'jango/db/migrations';
import { expect, test } from 'vitest';

configure({ SECRET_KEY: 'x', BASE_DIR: '/nowhere' });

const id = () => fields.BigAutoField({ primaryKey: true });

test('code in a migration gets every model, also the join models that nobody wrote', () => {
  const state = new ProjectState();
  const migration = new Migration('shop', '0001', {
    operations: [
      operations.CreateModel({ name: 'Tag', fields: { id: id() } }),
      operations.CreateModel({
        name: 'Book',
        fields: {
          id: id(),
          tags: fields.ManyToManyField('shop.Tag'),
          sequel: fields.ForeignKey('shop.Book', { onDelete: models.CASCADE, null: true }),
        },
      }),
    ],
  });
  for (const operation of migration.operations) operation.stateForwards('shop', state);
  const join = state.apps.getModel('shop', 'Book_tags');
  expect(join._meta.dbTable).toBe('shop_book_tags');
  expect(state.apps.getModel('shop.Tag')._meta.label).toBe('shop.Tag');
  expect(() => state.apps.getModel('shop', 'Book_tag')).toThrow('no model');
});

class Slugged {}

test('a model with a mixin among its bases is rendered, and its parent can be renamed', () => {
  const state = new ProjectState();
  const list = [
    operations.CreateModel({ name: 'Page', fields: { id: id() } }),
    operations.CreateModel({
      name: 'Post',
      fields: {},
      options: { proxy: true },
      bases: [Slugged, 'blog.Page'],
    }),
    operations.RenameModel({ oldName: 'Page', newName: 'Sheet' }),
  ];
  for (const operation of list) operation.stateForwards('blog', state);
  expect(state.apps.getModel('blog.Post')._meta.dbTable).toBe('blog_sheet');
  expect(state.getModel('blog', 'Post').bases).toEqual([Slugged, 'blog.sheet']);
});
