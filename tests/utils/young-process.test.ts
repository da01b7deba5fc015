import { spawnSync } from 'node:child_process';
import v8 from 'node:v8';
import vm from 'node:vm';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';

let flags: string[];
let youngProcess: typeof import('../../src/utils/young-process.ts');

beforeEach(async () => {
  flags = [];
  vi.useFakeTimers();
  vi.spyOn(v8, 'setFlagsFromString').mockImplementation((flag) => void flags.push(flag));
  vi.resetModules();
  youngProcess = await import('../../src/utils/young-process.ts');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

test('a process is young for ten seconds, and then has what V8 has by itself', () => {
  youngProcess.tuneYoungProcess('script');
  expect(flags).toContain('--semi-space-growth-factor=16');
  expect(flags).toContain('--no-incremental-marking');
  flags = [];
  vi.advanceTimersByTime(9_999);
  expect(flags).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(flags).toContain('--semi-space-growth-factor=2');
  expect(flags).toContain('--incremental-marking');
});

test('a server is grown when it is made', async () => {
  const { createServer } = await import('../../src/handlers/create-server.ts');
  youngProcess.tuneYoungProcess('script');
  flags = [];
  createServer(() => {
    throw new Error('Nobody asks.');
  });
  expect(flags).toContain('--incremental-marking');
  flags = [];
  vi.advanceTimersByTime(60_000);
  youngProcess.endYouth();
  expect(flags).toEqual([]);
});

test('a command makes no room for many new objects', () => {
  youngProcess.tuneYoungProcess('command');
  expect(flags).not.toContain('--semi-space-growth-factor=16');
  expect(flags).toContain('--no-incremental-marking');
});

test('a script collects once, when its project is loaded', () => {
  const collected = vi.spyOn(vm, 'runInNewContext').mockReturnValue(() => void flags.push('collect'));
  youthOf('script');
  expect(flags).toEqual(['--expose-gc', '--no-expose-gc', 'collect']);
  flags = [];
  youngProcess.settle();
  expect(flags).toEqual([]);
  expect(collected).toHaveBeenCalledOnce();
});

test('neither a command nor a process that nobody has tuned collects', () => {
  youngProcess.settle();
  youthOf('command');
  expect(flags).toEqual([]);
});

test('a flag that the process was started with stays', () => {
  vi.stubEnv('NODE_OPTIONS', '--no_incremental_marking');
  youngProcess.tuneYoungProcess('script');
  expect(flags).toContain('--semi-space-growth-factor=16');
  expect(flags).not.toContain('--no-incremental-marking');
});

function youthOf(kind: 'command' | 'script'): void {
  youngProcess.tuneYoungProcess(kind);
  flags = [];
  youngProcess.settle();
}

test('each flag is one that this version of V8 knows', () => {
  const urlOf = (file: string) => new URL(`../../${file}`, import.meta.url).href;
  const code = `const { tuneYoungProcess, settle, endYouth } = await import('${urlOf('src/utils/young-process.ts')}');
tuneYoungProcess('script');
settle();
endYouth();`;
  const loader = urlOf('node_modules/tsx/dist/loader.mjs');
  const program = ['--import', loader, '--input-type=module', '-e', code];
  const { status, stderr } = spawnSync(process.execPath, program, { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
