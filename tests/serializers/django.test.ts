import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setup } from 'jango';
import { serialize } from 'jango/core/serializers';
import { callCommand } from 'jango/management';
import { beforeAll, describe, expect, test } from 'vitest';
import { ENGINE, emptyDatabase } from '../support/database.ts';
import { Tag } from './project/lib/models.ts';

/** What `dumpdata lib` of Django 5.2 wrote for one database. */
const recorded = path.join(import.meta.dirname, 'recorded');
const read = (file: string): string => readFileSync(path.join(recorded, file), 'utf8');

async function dump(options: object): Promise<string> {
  let text = '';
  const stdout = { write: (more: string) => (text += more) };
  await callCommand('dumpdata', ['lib'], { stdout, ...options });
  return text;
}

beforeAll(async () => {
  await setup({ baseDir: path.join(import.meta.dirname, 'project'), settings: 'site/settings.ts' });
  await emptyDatabase();
  await callCommand('migrate', [], { runSyncdb: true, verbosity: 0 });
});

const SOURCES = [
  'json-2-plain.json',
  'jsonl-0-plain.jsonl',
  'xml-0-plain.xml',
  'json-0-natural.json',
  'xml-2-natural.xml',
  'yaml-0-plain.yaml',
];

describe.each(SOURCES)('Rows that Django wrote as %s', (source) => {
  beforeAll(async () => {
    await callCommand('flush', [], { input: false, verbosity: 0 });
    await callCommand('loaddata', [path.join(recorded, source)], { verbosity: 0 });
  });

  // JSON has no microseconds, and XML has one kind of line end.
  const comparable = (text: string): string => {
    if (source.includes('json'))
      return text.replaceAll('09.123456', '09.123000').replaceAll('00.123456', '00.123000');
    return source.includes('xml') ? text.replaceAll('\\r\\n', '\\n').replaceAll('\r\n', '\n') : text;
  };

  // The recorded rows are SQLite's: jsonb has its own order of keys.
  test
    .skipIf(ENGINE !== 'sqlite3')
    .each([
      'json-0-plain.json',
      'json-0-natural.json',
      'json-2-plain.json',
      'json-2-natural.json',
      'jsonl-0-plain.jsonl',
      'jsonl-0-natural.jsonl',
      'xml-0-plain.xml',
      'xml-0-natural.xml',
      'xml-2-plain.xml',
      'xml-2-natural.xml',
      'yaml-0-plain.yaml',
      'yaml-0-natural.yaml',
    ])('are written as Django writes them: %s', async (file) => {
    const [, format, indent, keys] = /(\w+)-(\d)-(\w+)\./.exec(file)!;
    const natural = keys === 'natural';
    const text = await dump({
      format,
      ...(indent === '0' ? {} : { indent: Number(indent) }),
      naturalForeign: natural,
      naturalPrimary: natural,
    });
    const expected = comparable(read(file));
    expect(text.replace(/\n$/, '')).toBe(expected.replace(/\n$/, ''));
  });
});

test.each(JSON.parse(read('yaml-texts.json')) as [string, string][])(
  'YAML quotes and folds a text as PyYAML does: %j',
  async (text, expected) => {
    expect(await serialize('yaml', [new Tag({ code: text })])).toBe(expected);
  },
);
