import { createModel, models, postSave, preSave, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { apps } from '../../../src/apps/registry.ts';
import { configure } from '../../../src/conf/configure.ts';
import { checkModelNames } from '../../../src/contrib/contenttypes/check-model-names.ts';
import { runChecks } from '../../../src/core/checks/registry.ts';
import { withSettings } from '../../support/override.ts';
import '../../../src/db/models/register-exports.ts';

configure({
  BASE_DIR: import.meta.dirname,
  SECRET_KEY: 'x',
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: ':memory:' } },
});

async function found(app: string): Promise<string[]> {
  const messages = await runChecks({ tags: ['models'], appConfigs: [apps.getAppConfig(app)] });
  return messages.map(({ id, message }) => `${id}: ${message}`);
}

test('a receiver may name its sender, before the model is there and after', async () => {
  const heard: string[] = [];
  const early = () => void heard.push('early');
  const late = () => void heard.push('late');
  postSave.connect(early, { sender: 'lazy.Letter' });
  class Letter extends models.Model {
    text = models.TextField({ default: '' });
  }
  registerModel(Letter, 'lazy');
  postSave.connect(late, { sender: 'lazy.letter' });
  class Other extends models.Model {}
  registerModel(Other, 'lazy');
  const event = { raw: false, using: 'default', updateFields: null, created: true };
  await postSave.send(Letter, { ...event, instance: new Letter() });
  await postSave.send(Other, { ...event, instance: new Other() });
  expect(heard).toEqual(['early', 'late']);
  expect(postSave.disconnect(early, { sender: 'lazy.Letter' })).toBe(true);
  await postSave.send(Letter, { ...event, instance: new Letter() });
  expect(heard).toEqual(['early', 'late', 'late']);
});

test('a sender that never comes is found by a check, unless it is disconnected', async () => {
  class Kept extends models.Model {}
  registerModel(Kept, 'lazychecked');
  function note(): void {}
  preSave.connect(note, { sender: 'lazychecked.Gone' });
  preSave.connect(note, { sender: 'nowhere.Gone' });
  expect(await found('lazychecked')).toEqual([
    "signals.E001: The receiver 'note' of preSave waits for the sender 'lazychecked.gone', but app 'lazychecked' doesn't provide model 'gone'.",
    "signals.E001: The receiver 'note' of preSave waits for the sender 'nowhere.gone', but app 'nowhere' isn't installed.",
  ]);
  expect(preSave.disconnect(note, { sender: 'lazychecked.Gone' })).toBe(true);
  expect(preSave.disconnect(note, { sender: 'nowhere.Gone' })).toBe(true);
  expect(preSave.disconnect(note, { sender: 'nowhere.Gone' })).toBe(false);
  expect(await found('lazychecked')).toEqual([]);
});

test.each(['Letter', 'a.b.c', ''])('%j names no model', (sender) => {
  expect(() => postSave.connect(() => undefined, { sender })).toThrow("Write it as 'app_label.ModelName'.");
});

test('a model may extend a proxy, and gets a table beside that of the concrete one', () => {
  class Base extends models.Model {
    name = models.CharField({ maxLength: 5 });
  }
  class Stand extends Base {
    static meta: models.Meta = { proxy: true };
  }
  class Child extends Stand {
    extra = models.IntegerField();
    static override meta: models.Meta = {};
  }
  for (const model of [Base, Stand, Child]) registerModel(model, 'proxied');
  expect([...Child._meta.parents.keys()]).toEqual([Base]);
  expect(Child._meta.localFields.map(({ name }) => name)).toEqual(['basePtr', 'extra']);
  expect(Child._meta.dbTable).toBe('proxied_child');
});

test('a proxy with fields is found by a check', async () => {
  class Base extends models.Model {
    name = models.CharField({ maxLength: 5 });
  }
  class Stand extends Base {
    extra = models.IntegerField();
    static meta: models.Meta = { proxy: true };
  }
  for (const model of [Base, Stand]) registerModel(model, 'proxyfields');
  expect(await found('proxyfields')).toEqual([
    "models.E017: The proxy model 'Stand' declares fields: extra.",
  ]);
});

test('one table for two models is a warning where routers may send them to different databases', async () => {
  class One extends models.Model {
    static meta: models.Meta = { dbTable: 'shared' };
  }
  class Two extends models.Model {
    static meta: models.Meta = { dbTable: 'shared' };
  }
  for (const model of [One, Two]) registerModel(model, 'sharing');
  expect((await found('sharing'))[0]).toMatch(/^models.E028/);
  await withSettings({ DATABASE_ROUTERS: [{} as never] }, async () => {
    expect((await found('sharing'))[0]).toMatch(/^models.W035/);
  });
});

test('a content type holds names of at most 100 characters', () => {
  createModel('A'.repeat(100), { appLabel: 'longnames' });
  createModel('B'.repeat(101), { appLabel: 'longnames' });
  const messages = checkModelNames({ appConfigs: [apps.getAppConfig('longnames')] });
  expect(messages.map(({ id, obj }) => `${id} ${obj}`)).toEqual([
    `contenttypes.E005 longnames.${'B'.repeat(101)}`,
  ]);
});

test('parents with tables of their own may not share a name', async () => {
  const { fields } = await import('jango/db');
  const number = () => ({ size: new fields.IntegerField() });
  const base = createModel('First', { appLabel: 'parents', fields: number() });
  const other = createModel('Second', {
    appLabel: 'parents',
    fields: { key: new fields.AutoField({ primaryKey: true }), ...number() },
  });
  createModel('Both', { appLabel: 'parents', base, extraBases: [other] });
  expect((await found('parents')).filter((text) => text.startsWith('models.E005'))).toEqual([
    "models.E005: The field 'size' of the parent 'parents.second' clashes with the field 'size' of the parent 'parents.first'.",
  ]);
});
