import { models, registerModel } from 'jango/db';
import { expect, test } from 'vitest';
import { ContentFile } from '../../../src/core/files/content-file.ts';
import { InMemoryStorage } from '../../../src/core/files/in-memory-storage.ts';
import { TRUTH } from '../../../src/utils/truth.ts';
import { standIn } from './persistence-stand-in.ts';

const saved: unknown[] = [];
standIn({
  async save(instance) {
    for (const field of instance._meta.localFields)
      saved.push([field.name, String(await field.preSave(instance, true))]);
  },
});
const storage = new InMemoryStorage({ baseUrl: '/media/' });

class Report extends models.Model {
  paper = models.FileField({ uploadTo: 'papers', storage, blank: true });
  width = models.IntegerField({ null: true });
  photo = models.ImageField({
    uploadTo: (report: Report, name: string) => `photos/${report.width}/${name}`,
    storage: () => storage,
    widthField: 'width',
    blank: true,
  });
}
registerModel(Report, 'files');

/** The head of a PNG of 3 by 2 pixels. */
const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000000030000000208020000001216f14d0000000049454e44ae426082',
  'hex',
);

test('without a file the value is there, empty and false', () => {
  const report = new Report();
  expect(report.paper.name).toBe('');
  expect(report.paper[TRUTH]()).toBe(false);
  expect(() => report.paper.url).toThrow("The 'paper' attribute has no file associated with it.");
});

test('a name from the database leads to the file', async () => {
  await storage.save('papers/a.txt', 'hello');
  const report = new Report({ paper: 'papers/a.txt' });
  expect(report.paper.url).toBe('/media/papers/a.txt');
  expect(String(await report.paper.read())).toBe('hello');
  expect(await report.paper.size()).toBe(5);
});

test('an upload is written when the instance is saved, and the picture fills its size', async () => {
  const report = new Report({ paper: new ContentFile('text', 'note.txt') });
  report.photo.set(new ContentFile(png, 'me.png'));
  saved.length = 0;
  await report.save();
  expect(saved).toEqual([
    ['id', 'null'],
    ['paper', 'papers/note.txt'],
    ['width', '3'],
    ['photo', 'photos/3/me.png'],
  ]);
  expect(await storage.exists('papers/note.txt')).toBe(true);
  expect(report.photo.name).toBe('photos/3/me.png');
  expect(await report.photo.dimensions()).toEqual({ width: 3, height: 2 });
});

test('save() and delete() of the file work on the storage', async () => {
  const report = new Report();
  await report.paper.save('x.txt', 'content', { save: false });
  expect(report.paper.name).toBe('papers/x.txt');
  await report.paper.delete({ save: false });
  expect(await storage.exists('papers/x.txt')).toBe(false);
  expect(report.paper.name).toBe('');
});

test('a name that leads out of its folder is refused', () => {
  const report = new Report();
  expect(() => report.paper.field.generateFilename(report, '../../evil.txt')).toThrow('path');
});

test('names are joined as they are, so that none leads out of the folder of uploadTo', async () => {
  const report = new Report();
  const save = (name: string) => report.paper.save(name, 'x', { save: false });
  for (const name of ['../up.txt', 'a/../../b']) await expect(save(name)).rejects.toThrow('traversal');
  for (const name of ['', '.', '..', 'folder/']) await expect(save(name)).rejects.toThrow('Could not derive');
  await save('deep/down.txt');
  expect(report.paper.name).toBe('papers/deep/down.txt');
  const pieces: Buffer[] = [];
  for await (const piece of report.paper.chunks()) pieces.push(piece);
  expect(Buffer.concat(pieces).toString()).toBe('x');
});
