import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SuspiciousFileOperation } from 'jango/core/errors';
import {
  ContentFile,
  FileSystemStorage,
  getValidFilename,
  InMemoryStorage,
  SimpleUploadedFile,
  type Storage,
  storages,
} from 'jango/core/files';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UploadWriter } from '../../src/core/files/upload-writer.ts';
import { configureForTests, withSettings } from '../support/override.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'storage-'));
beforeAll(() => configureForTests());
afterAll(() => rmSync(folder, { recursive: true }));

const kinds: [string, () => Storage][] = [
  [
    'FileSystemStorage',
    () => new FileSystemStorage({ location: mkdtempSync(path.join(folder, 'x')), baseUrl: '/media' }),
  ],
  ['InMemoryStorage', () => new InMemoryStorage({ baseUrl: '/media/' })],
];

describe.each(kinds)('%s', (_, make) => {
  test('saves, opens, lists and deletes files', async () => {
    const storage = make();
    expect(await storage.save('2024/note.txt', new ContentFile('안녕'))).toBe('2024/note.txt');
    expect(await storage.exists('2024/note.txt')).toBe(true);
    expect(await storage.size('2024/note.txt')).toBe(6);
    expect(await (await storage.open('2024/note.txt')).text()).toBe('안녕');
    expect(await storage.listdir('')).toEqual([['2024'], []]);
    expect(await storage.listdir('2024')).toEqual([[], ['note.txt']]);
    expect(Date.now() - (await storage.getModifiedTime('2024/note.txt')).getTime()).toBeLessThan(60_000);
    await storage.delete('2024/note.txt');
    expect(await storage.exists('2024/note.txt')).toBe(false);
    await storage.delete('2024/note.txt');
  });

  test('finds another name when one is taken', async () => {
    const storage = make();
    await storage.save('a.tar.gz', 'one');
    expect(await storage.save('a.tar.gz', 'two')).toMatch(/^a\.tar_[a-zA-Z0-9]{7}\.gz$/);
    expect(await (await storage.open('a.tar.gz')).text()).toBe('one');
  });

  test('keeps names within a length', async () => {
    const storage = make();
    await storage.save('abcdefghij.txt', '1');
    expect(await storage.save('abcdefghij.txt', '2', { maxLength: 14 })).toHaveLength(14);
    await expect(storage.save('a.verylongending', '1', { maxLength: 10 })).rejects.toThrow(
      SuspiciousFileOperation,
    );
  });

  test.each(['../up.txt', '/etc/passwd', 'a/../../up.txt', '..', '', '.', 'a\0b', '..\\up.txt'])(
    'refuses a name that leads elsewhere: %j',
    async (name) => {
      await expect(make().save(name, 'x')).rejects.toThrow(SuspiciousFileOperation);
    },
  );

  test('has a URL for each file', () => {
    expect(make().url('사진/a b?.png')).toBe('/media/%EC%82%AC%EC%A7%84/a%20b%3F.png');
  });

  test('makes names valid', () => {
    const storage = make();
    expect(storage.generateFilename("2024/john's photo (1).jpg")).toBe('2024/johns_photo_1.jpg');
    expect(() => storage.generateFilename('../x.jpg')).toThrow(SuspiciousFileOperation);
  });
});

describe('FileSystemStorage', () => {
  test('gives files the permissions of the settings', async () => {
    const storage = new FileSystemStorage({
      location: mkdtempSync(path.join(folder, 'x')),
      filePermissionsMode: 0o600,
    });
    await storage.save('a.txt', 'x');
    expect(statSync(storage.path('a.txt')).mode & 0o777).toBe(0o600);
  });

  test('saves over a file when that is allowed', async () => {
    const storage = new FileSystemStorage({
      location: mkdtempSync(path.join(folder, 'x')),
      allowOverwrite: true,
    });
    await storage.save('a.txt', 'long content');
    expect(await storage.save('a.txt', 'short')).toBe('a.txt');
    expect(readFileSync(storage.path('a.txt'), 'utf8')).toBe('short');
  });

  test('gives two files that come in the same moment two names', async () => {
    const storage = new FileSystemStorage({ location: mkdtempSync(path.join(folder, 'x')) });
    const names = await Promise.all(Array.from({ length: 8 }, (_, i) => storage.save('same.txt', String(i))));
    expect(new Set(names).size).toBe(8);
  });

  test('never leaves its folder', () => {
    const storage = new FileSystemStorage({ location: folder });
    expect(() => storage.path('../x')).toThrow('is located outside of the base path component');
  });

  test('moves a large upload into place', () =>
    withSettings({ FILE_UPLOAD_MAX_MEMORY_SIZE: 10, FILE_UPLOAD_TEMP_DIR: folder }, async () => {
      const writer = new UploadWriter('big.bin', { contentType: 'application/octet-stream' });
      writer.write(Buffer.alloc(100, 'x'));
      const upload = await writer.finish();
      const temporary = upload.temporaryFilePath!;
      expect(existsSync(temporary)).toBe(true);
      const storage = new FileSystemStorage({ location: mkdtempSync(path.join(folder, 'x')) });
      expect(await storage.save(upload.name, upload)).toBe('big.bin');
      expect(await storage.size('big.bin')).toBe(100);
      expect(existsSync(temporary)).toBe(false);
    }));
});

test('an upload keeps the last part of its name and no more than 255 characters', () => {
  expect(new SimpleUploadedFile('a/b/c.txt', 'x').name).toBe('c.txt');
  expect(new SimpleUploadedFile(`${'x'.repeat(300)}.txt`).name).toMatch(/^x{251}\.txt$/);
});

test('getValidFilename() refuses what has nothing left', () => {
  expect(getValidFilename('한 글.txt')).toBe('한_글.txt');
  expect(() => getValidFilename('???')).toThrow("Could not derive file name from '???'.");
});

test('storages come from the settings', () =>
  withSettings({ STORAGES: { default: { BACKEND: 'memory' } } }, () => {
    expect(storages.get('default')).toBeInstanceOf(InMemoryStorage);
    expect(() => storages.get('defualt')).toThrow(
      "STORAGES has no storage 'defualt'. Did you mean 'default'?",
    );
  }));
