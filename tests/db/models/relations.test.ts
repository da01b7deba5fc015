import { createModel, fields, models, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { Apps } from '../../../src/apps/registry.ts';
import { standIn } from './persistence-stand-in.ts';

standIn();

class Person extends models.Model {
  name = models.CharField({ maxLength: 50 });
  friends = models.ManyToManyField('self', { blank: true });
  boss = models.ForeignKey(() => Person, { onDelete: models.SET_NULL, null: true, relatedName: 'staff' });
}
class Topic extends models.Model {
  name = models.CharField({ maxLength: 50 });
}
class BlogPost extends models.Model {
  author = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
  reviewer = models.ForeignKey<Person>('Person', { onDelete: models.CASCADE, relatedName: '+' });
  mainTopics = models.ManyToManyField(() => Topic, { relatedName: 'posts' });
  cover = models.OneToOneField(() => Cover, { onDelete: models.PROTECT });
  ratings = models.ManyToManyField(() => Person, { through: () => Rating, relatedName: 'ratedPosts' });
}
class Rating extends models.Model {
  post = models.ForeignKey(() => BlogPost, { onDelete: models.CASCADE });
  person = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
  stars = models.IntegerField();
}
class Cover extends models.Model {
  file = models.CharField({ maxLength: 50 });
}
for (const model of [BlogPost, Person, Topic, Rating, Cover]) registerModel(model, 'press');

const many = (model: models.ModelClass, name: string) => model._meta.getField(name) as fields.ManyToManyField;

test('a relation knows its target once that is registered', () => {
  const author = BlogPost._meta.getField('author') as fields.ForeignKey;
  expect(author.relatedModel).toBe(Person);
  expect(author.targetField.name).toBe('id');
  expect(author.column).toBe('author_id');
});

test('a target knows its relations by the names they have in lookups and on instances', () => {
  const back = Person._meta.relatedObjects.map((relation) => [relation.name, relation.accessorName]);
  expect(back).toEqual(
    expect.arrayContaining([
      ['blogpost', 'blogpostSet'],
      ['staff', 'staff'],
      ['ratedPosts', 'ratedPosts'],
      ['rating', 'ratingSet'],
    ]),
  );
  // As in Django, hidden ones of many-to-many fields are among them.
  expect(back.filter(([name]) => !name!.endsWith('+'))).toHaveLength(4);
  expect(Cover._meta.getField('blogpost')).toMatchObject({ oneToOne: true, accessorName: 'blogpost' });
  expect(Person._meta.allRelatedObjects.some((relation) => relation.field.name === 'reviewer')).toBe(true);
});

test('a many-to-many field makes the join table that Django makes', () => {
  const topics = many(BlogPost, 'mainTopics');
  expect(topics.m2mDbTable()).toBe('press_blogpost_main_topics');
  expect(topics.m2mColumnName()).toBe('blogpost_id');
  expect(topics.m2mReverseName()).toBe('topic_id');
  expect(topics.through._meta).toMatchObject({
    objectName: 'BlogPost_mainTopics',
    autoCreated: BlogPost,
    uniqueTogether: [['blogpost', 'topic']],
  });
  expect(Topic._meta.relatedObjects.map((relation) => relation.name)).toEqual(['posts']);
});

test('a relation of a model to itself has from and to, and is symmetrical', () => {
  const friends = many(Person, 'friends');
  expect([friends.m2mColumnName(), friends.m2mReverseName()]).toEqual(['from_person_id', 'to_person_id']);
  expect(friends.remoteField.symmetrical).toBe(true);
  expect(friends.remoteField.accessorName).toBeUndefined();
});

test('a join model of its own gives the columns', () => {
  const ratings = many(BlogPost, 'ratings');
  expect(ratings.through).toBe(Rating);
  expect([ratings.m2mFieldName(), ratings.m2mReverseFieldName()]).toEqual(['post', 'person']);
  expect(ratings.m2mDbTable()).toBe('press_rating');
});

test('an instance has its managers, forward and back', () => {
  const post = new BlogPost({ id: 1 });
  expect(post.mainTopics).toMatchObject({ instance: post });
  const person = new Person({ id: 1 });
  expect((person as unknown as { blogpostSet: unknown }).blogpostSet).toMatchObject({ instance: person });
});

test('many-to-many values cannot be given to the constructor', () => {
  expect(() => new BlogPost({ mainTopics: [] })).toThrow(
    "'mainTopics' of BlogPost is a many-to-many relation and cannot be given to the constructor. Save the object first, then: await object.mainTopics.set([...]).",
  );
});

test('a target that is not there yet is waited for, in a registry of its own', () => {
  const apps = new Apps();
  const Song = createModel('Song', {
    appLabel: 'music',
    fields: { album: new fields.ForeignKey({ to: 'music.Album', onDelete: models.CASCADE }) },
    apps,
  });
  const album = Song._meta.getField('album') as fields.ForeignKey;
  expect(() => album.relatedModel).toThrow(
    "music.Song.album points at 'music.Album', which is not loaded. Is its app in INSTALLED_APPS, and does its models.ts export it?",
  );
  const Album = createModel('Album', { appLabel: 'music', apps });
  expect(album.relatedModel).toBe(Album);
  expect(apps.getModels()).toEqual([Song, Album]);
});

test('deconstruct() writes what it takes to make a relation again', () => {
  const { options } = (BlogPost._meta.getField('reviewer') as fields.Field).deconstruct();
  expect(options).toEqual({ to: 'press.person', onDelete: models.CASCADE, relatedName: '+' });
  expect((BlogPost._meta.getField('cover') as fields.Field).deconstruct().options).toEqual({
    to: 'press.cover',
    onDelete: models.PROTECT,
  });
  expect(many(BlogPost, 'ratings').deconstruct().options).toMatchObject({ through: 'press.rating' });
});

test('an unknown field of a model is reported with the choices', () => {
  expect(() => Topic._meta.getField('nam')).toThrow(
    "Topic has no field named 'nam'. Did you mean 'name'? Choices are: id, name, posts.",
  );
});
