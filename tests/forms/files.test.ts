import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as forms from 'jango/forms';
import { afterAll, expect, test } from 'vitest';
import { SimpleUploadedFile } from '../../src/core/files/uploaded-file.ts';

/** The smallest PNG there is. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

class UploadForm extends forms.Form {
  picture = forms.ImageField({ required: false });
  paper = forms.FileField({ required: false, maxLength: 10 });
}

async function errorsOf(files: Record<string, unknown>): Promise<unknown> {
  const form = new UploadForm({}, { files });
  await form.isValid();
  return form.errors.getJsonData();
}

test('a picture has to be one, whatever it is called', async () => {
  expect(await errorsOf({ picture: new SimpleUploadedFile('dot.png', PNG) })).toEqual({});
  expect(await errorsOf({ picture: new SimpleUploadedFile('dot.png', 'no picture') })).toMatchObject({
    picture: [{ code: 'invalid_image' }],
  });
  expect(await errorsOf({ picture: new SimpleUploadedFile('dot.exe', PNG) })).toMatchObject({
    picture: [{ code: 'invalid_extension' }],
  });
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><script>alert(1)</script></svg>';
  expect(await errorsOf({ picture: new SimpleUploadedFile('dot.png', svg) })).toMatchObject({
    picture: [{ code: 'invalid_image' }],
  });
});

test('an empty file and an overlong name are refused', async () => {
  expect(await errorsOf({ paper: new SimpleUploadedFile('a.txt', '') })).toEqual({
    paper: [{ message: 'The submitted file is empty.', code: 'empty' }],
  });
  expect(await errorsOf({ paper: new SimpleUploadedFile('a-long-name.txt', 'x') })).toEqual({
    paper: [{ message: 'Ensure this filename has at most 10 characters (it has 15).', code: 'max_length' }],
  });
});

test('a stored file stays unless another is sent, or its removal asked for', async () => {
  const initial = { paper: { url: '/media/old.txt', toString: () => 'old.txt' } };
  const untouched = new UploadForm({}, { initial });
  await untouched.isValid();
  expect(untouched.cleanedData.paper).toBe(initial.paper);
  expect(untouched.changedData).toEqual([]);

  const removed = new UploadForm({ 'paper-clear': 'on' }, { initial });
  await removed.isValid();
  expect(removed.cleanedData.paper).toBe(false);

  const both = new UploadForm(
    { 'paper-clear': 'on' },
    { initial, files: { paper: new SimpleUploadedFile('n.txt', 'x') } },
  );
  await both.isValid();
  expect(both.hasError('paper', 'contradiction')).toBe(true);
});

test('a form with a file input has to be sent as multipart', () => {
  expect(new UploadForm().isMultipart()).toBe(true);
  expect(String(new UploadForm().picture)).toContain('accept="image/*"');
});

const folder = mkdtempSync(join(tmpdir(), 'jango-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a FilePathField offers what is in a folder', async () => {
  mkdirSync(join(folder, 'sub'));
  for (const name of ['b.txt', 'a.txt', 'c.md', 'sub/d.txt']) writeFileSync(join(folder, name), '');
  const flat = new forms.fields.FilePathField({ path: folder, match: /\.txt$/ });
  expect([...flat.choices]).toEqual([
    [join(folder, 'a.txt'), 'a.txt'],
    [join(folder, 'b.txt'), 'b.txt'],
  ]);
  const deep = new forms.fields.FilePathField({ path: folder, recursive: true, required: false });
  expect([...deep.choices].map(([, label]) => label)).toEqual([
    '---------',
    '/a.txt',
    '/b.txt',
    '/c.md',
    '/sub/d.txt',
  ]);
  await expect(async () => deep.clean('/etc/passwd')).rejects.toThrow('not one of the available choices');
});
