import { models } from 'jango/db';
import { fields, type Operation, operations } from 'jango/db/migrations';
import { describe, expect, test } from 'vitest';
import { commute } from '../../../src/db/migrations/commute.ts';

const add = (name: string, modelName = 'article') =>
  operations.AddField({ modelName, name, field: fields.TextField({ default: '' }) });
const create = (name: string, to?: string) =>
  operations.CreateModel({
    name,
    fields: {
      id: fields.BigAutoField({ primaryKey: true }),
      ...(to !== undefined && { to: fields.ForeignKey(to, { onDelete: models.CASCADE }) }),
    },
  });
const index = (name: string, modelName = 'article') =>
  operations.AddIndex({ modelName, index: new models.Index({ fields: ['title'], name }) });

describe('two operations of different branches', () => {
  test.each<[string, Operation, Operation]>([
    ['fields of one model', add('one'), add('two')],
    ['fields of two models', add('one'), add('one', 'comment')],
    ['models', create('Comment'), create('Tag')],
    ['a model and a field of another', create('Comment'), add('one')],
    ['indexes', index('by_title'), index('by_other')],
    ['an index and another model', index('by_title'), create('Comment')],
  ])('may come in either order when they are %s', (_, a, b) => {
    expect([commute(a, b, 'articles'), commute(b, a, 'articles')]).toEqual([true, true]);
  });

  test.each<[string, Operation, Operation]>([
    ['the same field', add('one'), add('one')],
    ['a field and the removal of its model', add('one'), operations.DeleteModel({ name: 'Article' })],
    ['a model and one that points at it', create('Article'), create('Comment', 'articles.Article')],
    ['an index of the same name', index('by_title'), index('by_title')],
    ['code, which may touch anything', operations.RunCode({ code: () => {} }), add('one')],
    [
      'a rename and a change of what is renamed',
      operations.RenameField({ modelName: 'article', oldName: 'title', newName: 'headline' }),
      operations.AlterField({ modelName: 'article', name: 'title', field: fields.TextField() }),
    ],
  ])('have to be looked at when they are %s', (_, a, b) => {
    expect([commute(a, b, 'articles'), commute(b, a, 'articles')]).toEqual([false, false]);
  });
});
