import { models, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { apps } from '../../../src/apps/registry.ts';
import { runChecks } from '../../../src/core/checks/registry.ts';
import '../../../src/db/models/register-exports.ts';
import { standIn } from './persistence-stand-in.ts';

standIn();

/** What the checks tagged `models` say of the models of one app. */
async function findings(app: string, ...classes: models.ModelClass[]): Promise<string[]> {
  for (const model of classes) registerModel(model, app);
  const found = await runChecks({ tags: ['models'], appConfigs: [apps.getAppConfig(app)] });
  return found.map(String);
}

test('a sound model has nothing to be said of', async () => {
  class Sound extends models.Model {
    title = models.CharField({ maxLength: 10 });
    parent = models.ForeignKey(() => Sound, { onDelete: models.CASCADE, null: true });
    static meta: models.Meta<Sound> = {
      ordering: ['-title', 'parent__title'],
      uniqueTogether: ['title', 'parent'],
    };
  }
  expect(await findings('sound', Sound)).toEqual([]);
});

test('fields are checked for what they lack', async () => {
  class Lacking extends models.Model {
    // @ts-expect-error -- maxLength is missing: a compile error, and a system check for those who look away
    title = models.CharField({});
    // @ts-expect-error -- maxDigits is missing
    price = models.DecimalField({ decimalPlaces: 3 });
    status = models.CharField({ maxLength: 2, choices: [['abc', 'Too long']] });
    tags = models.JSONField({ default: [] });
    made = models.DateField({ autoNow: true, autoNowAdd: true });
    double__name = models.TextField();
    ending_ = models.TextField();
    owner = models.ForeignKey(() => Lacking, { onDelete: models.SET_NULL });
  }
  expect(await findings('lacking', Lacking)).toEqual([
    "lacking.Lacking.title: (fields.E120) CharFields must define a 'maxLength' attribute.\n\tHINT: Give it one: models.CharField({ maxLength: 100 }).",
    "lacking.Lacking.price: (fields.E132) DecimalFields must define a 'maxDigits' attribute.",
    "lacking.Lacking.status: (fields.E009) 'maxLength' is too small to fit the longest value in 'choices' (3 characters).",
    "lacking.Lacking.tags: (fields.E010) JSONField default should be a callable instead of an instance so that it's not shared between all field instances.\n\tHINT: Use a function instead, e.g., use `() => []` instead of `[]`.",
    'lacking.Lacking.made: (fields.E160) The options autoNow, autoNowAdd, and default are mutually exclusive. Only one of these options may be present.',
    "lacking.Lacking.double__name: (fields.E002) Field names must not contain '__'.",
    'lacking.Lacking.ending_: (fields.E001) Field names must not end with an underscore.',
    'lacking.Lacking.owner: (fields.E320) Field specifies onDelete: SET_NULL, but cannot be null.\n\tHINT: Set null: true argument on the field, or change the onDelete rule.',
  ]);
});

test('two relations whose ways back clash are reported from both sides', async () => {
  class Person extends models.Model {
    name = models.CharField({ maxLength: 3 });
  }
  class Book extends models.Model {
    author = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
    editor = models.ForeignKey(() => Person, { onDelete: models.CASCADE });
    named = models.ForeignKey(() => Person, { onDelete: models.CASCADE, relatedName: 'name' });
  }
  const clash = (one: string, other: string) =>
    `clash.Book.${one}: (fields.E304) Reverse accessor 'Person.bookSet' for 'clash.Book.${one}' clashes with reverse accessor for 'clash.Book.${other}'.\n\tHINT: Add or change a relatedName argument to the definition for 'clash.Book.${one}' or 'clash.Book.${other}'.`;
  const hint =
    "\n\tHINT: Rename field 'clash.Person.name', or add/change a relatedName argument to the definition for field 'clash.Book.named'.";
  expect(await findings('clash', Person, Book)).toEqual([
    clash('author', 'editor'),
    clash('editor', 'author'),
    `clash.Book.named: (fields.E302) Reverse accessor 'Person.name' for 'clash.Book.named' clashes with field name 'clash.Person.name'.${hint}`,
    `clash.Book.named: (fields.E303) Reverse query name for 'clash.Book.named' clashes with field name 'clash.Person.name'.${hint}`,
  ]);
});

test('relations that lead nowhere, or to a field that is not unique', async () => {
  class Thing extends models.Model {
    name = models.CharField({ maxLength: 3 });
    lost = models.ForeignKey('nowhere.Model', { onDelete: models.CASCADE });
    byName = models.ForeignKey(() => Thing, { onDelete: models.CASCADE, toField: 'name', relatedName: '+' });
    friends = models.ManyToManyField('self', { relatedName: 'x', null: true });
  }
  expect(await findings('lost', Thing)).toEqual([
    "lost.Thing.lost: (fields.E300) Field defines a relation with model 'nowhere.Model', which is either not installed, or is abstract.\n\tHINT: Add the model's app to INSTALLED_APPS, and export the model from its models.ts.",
    "lost.Thing.byName: (fields.E311) 'Thing.name' must be unique because it is referenced by a foreign key.\n\tHINT: Add unique: true to this field or add a UniqueConstraint (without condition) in the model meta.constraints.",
    'lost.Thing.friends: (fields.W340) null has no effect on ManyToManyField.',
    "lost.Thing.friends: (fields.W345) relatedName has no effect on ManyToManyField with a symmetrical relationship, e.g. to 'self'.",
    "lost.Thing.lost: (fields.E307) The field lost.Thing.lost was declared with a lazy reference to 'nowhere.model', but app 'nowhere' isn't installed.",
  ]);
});

test('meta is checked against the fields', async () => {
  class Meant extends models.Model {
    title = models.CharField({ maxLength: 3 });
    id_ = models.ManyToManyField(() => Meant, { relatedName: '+' });
    other = models.CharField({ maxLength: 3, dbColumn: 'title' });
    static meta = {
      ordering: ['-titel'],
      uniqueTogether: [['title', 'nope']],
      indexes: [new models.Index({ fields: ['title'], name: '1_starts_with_a_number_and_is_very_long' })],
      dbTable: 'shared',
    };
  }
  class Twin extends models.Model {
    static meta: models.Meta<Twin> = { dbTable: 'shared' };
  }
  const found = await findings('meant', Meant as never, Twin);
  expect(found.map((text) => text.replace(/\n.*/s, ''))).toEqual([
    'meant.Meant.id_: (fields.E001) Field names must not end with an underscore.',
    "meant.Meant: (models.E007) Field 'other' has column name 'title' that is used by another field.",
    "meant.Meant: (models.E012) 'uniqueTogether' refers to the nonexistent field 'nope'.",
    "meant.Meant: (models.E033) The index name '1_starts_with_a_number_and_is_very_long' cannot start with an underscore or a number.",
    "meant.Meant: (models.E034) The index name '1_starts_with_a_number_and_is_very_long' cannot be longer than 30 characters.",
    "meant.Meant: (models.E015) 'ordering' refers to the nonexistent field, related field, or lookup 'titel'.",
    "shared: (models.E028) dbTable 'shared' is used by multiple models: meant.Meant, meant.Twin.",
  ]);
});

test('a join model has to lead to both sides, and only once', async () => {
  class Club extends models.Model {
    members = models.ManyToManyField(() => Player, { through: () => Membership });
    guests = models.ManyToManyField(() => Player, { through: () => Visit, relatedName: 'visits' });
  }
  class Player extends models.Model {}
  class Membership extends models.Model {
    club = models.ForeignKey(() => Club, { onDelete: models.CASCADE });
    player = models.ForeignKey(() => Player, { onDelete: models.CASCADE });
    invitedBy = models.ForeignKey(() => Player, { onDelete: models.CASCADE, relatedName: '+' });
  }
  class Visit extends models.Model {
    player = models.ForeignKey(() => Player, { onDelete: models.CASCADE });
  }
  const found = await findings('clubs', Club, Player, Membership, Visit);
  expect(found.map((text) => text.replace(/\n.*/s, ''))).toEqual([
    "clubs.Club.members: (fields.E335) The model is used as an intermediate model by 'clubs.Club.members', but it has more than one foreign key to 'Player', which is ambiguous. You must specify which foreign key should be used via the throughFields option.",
    "clubs.Visit: (fields.E336) The model is used as an intermediate model by 'clubs.Club.guests', but it does not have a foreign key to 'Club' or 'Player'.",
  ]);
});
