import { User } from 'jango/contrib/auth';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { callCommand } from '../../../src/management/call-command.ts';
import { Output } from '../../../src/management/output.ts';
import { setUpSite } from '../site.ts';

/** Answers that are waiting to be given, and the questions that were asked. */
const answers: string[] = [];
const asked: string[] = [];
vi.mock('../../../src/management/prompt.ts', () => {
  const ask = async (text: string): Promise<string> => {
    asked.push(text);
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nobody answers: ${text}`);
    return answer;
  };
  return {
    question: async (text: string, { fallback = '' } = {}) => (await ask(text)) || fallback,
    hiddenQuestion: ask,
    confirm: async (text: string) => (await ask(`${text} [y/N] `)) === 'y',
  };
});

let tearDown: () => Promise<void>;
let printed: string;
const output = new Output({ write: (text: string) => (printed += text) });
beforeAll(async () => {
  tearDown = await setUpSite();
});
afterAll(() => tearDown());
beforeEach(() => {
  printed = '';
  answers.length = asked.length = 0;
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await User.objects.all().delete();
});

const run = (name: string, args: string[] = [], options: object = {}) =>
  callCommand(name, args, { ...options, stdout: output, stderr: output });

describe('createsuperuser', () => {
  it('asks for name, e-mail and password, and makes the user', async () => {
    answers.push('ada', 'ada@example.com', 'a-Long-secret-1', 'a-Long-secret-1');
    await run('createsuperuser');
    expect(asked[0]).toMatch(/^Username( \(leave blank to use '\w+'\))?: $/);
    expect(asked.slice(1)).toEqual(['Email address: ', 'Password: ', 'Password (again): ']);
    expect(printed).toContain('Superuser created successfully.');
    const ada = await User.objects.get({ username: 'ada' });
    expect([ada.isSuperuser, ada.isStaff, ada.email]).toEqual([true, true, 'ada@example.com']);
    expect(await ada.checkPassword('a-Long-secret-1')).toBe(true);
  });

  it('asks again for what cannot be', async () => {
    await User.objects.createUser('ada');
    answers.push(
      'ada',
      'two words',
      'bob',
      'no address',
      '',
      'x',
      'y',
      ' ',
      ' ',
      'a-Long-secret-1',
      'a-Long-secret-1',
    );
    await run('createsuperuser');
    for (const said of [
      'That username is already taken.',
      'Enter a valid username.',
      'Enter a valid email address.',
      "Your passwords didn't match.",
      "Blank passwords aren't allowed.",
    ]) {
      expect(printed).toContain(said);
    }
    expect(await User.objects.filter({ username: 'bob' }).exists()).toBe(true);
  });

  it('judges the password, and takes a bad one when told', async () => {
    answers.push('ada', '', '1234', '1234', 'n', '1234', '1234', 'y');
    await run('createsuperuser');
    expect(printed).toContain('This password is too short.');
    expect(printed).toContain('This password is too common.');
    expect(asked).toContain('Bypass password validation and create user anyway? [y/N] ');
    expect(await (await User.objects.get({ username: 'ada' })).checkPassword('1234')).toBe(true);
  });

  it('takes everything from options and the environment', async () => {
    vi.stubEnv('DJANGO_SUPERUSER_PASSWORD', 'secret');
    vi.stubEnv('DJANGO_SUPERUSER_EMAIL', 'ada@example.com');
    await run('createsuperuser', ['--noinput', '--username', 'ada']);
    expect(asked).toEqual([]);
    expect(await (await User.objects.get({ username: 'ada' })).checkPassword('secret')).toBe(true);
    await expect(run('createsuperuser', ['--noinput', '--username', 'ada'])).rejects.toThrow(
      'That username is already taken.',
    );
    vi.unstubAllEnvs();
    await expect(run('createsuperuser', ['--noinput'])).rejects.toThrow(
      'You must use --username with --noinput.',
    );
  });
});

describe('changepassword', () => {
  it('sets the password of a user', async () => {
    const ada = await User.objects.createUser('ada', null, 'old');
    answers.push('a-Long-secret-1', 'a-Long-secret-1');
    await run('changepassword', ['ada']);
    expect(printed).toContain("Changing password for user 'ada'");
    await ada.refreshFromDb();
    expect(await ada.checkPassword('a-Long-secret-1')).toBe(true);
  });

  it('gives up after three bad ones, and knows nobody by that name', async () => {
    await User.objects.createUser('ada');
    answers.push('1', '1', '2', '2', '3', '3');
    await expect(run('changepassword', ['ada'])).rejects.toThrow('after 3 attempts');
    await expect(run('changepassword', ['bob'])).rejects.toThrow("user 'bob' does not exist");
  });
});
