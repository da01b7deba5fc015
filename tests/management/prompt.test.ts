import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const script = fileURLToPath(new URL('./fixtures/ask.ts', import.meta.url));
const command = `'${process.execPath}' --import tsx '${script}'`;

/** Type these when the program waits for them; the strings in between are what it waits for. */
async function converse(terminal: boolean, input: string, waitFor: [string, string][] = []): Promise<string> {
  const child = terminal
    ? spawn('script', ['-qfec', command, '/dev/null'])
    : spawn(process.execPath, ['--import', 'tsx', script]);
  let output = '';
  const steps = [...waitFor];
  child.stdout.on('data', (chunk) => {
    output += chunk;
    while (steps[0] !== undefined && output.includes(steps[0][0])) child.stdin.write(steps.shift()![1]);
  });
  if (input !== '') child.stdin.write(input);
  if (!terminal) child.stdin.end();
  await once(child, 'close');
  return output;
}

describe('at a pipe', () => {
  test('each question takes the next line', async () => {
    const output = await converse(false, 'grace\nhopper\ny\n2\n');
    expect(output).toContain('{"name":"grace","secret":"hopper","sure":true,"choice":1}');
  });

  test('an empty line is the fallback, a wrong choice is asked again', async () => {
    const output = await converse(false, '\nx\n\n7\n1');
    expect(output).toContain('Please select a valid option: ');
    expect(output).toContain('{"name":"ada","secret":"x","sure":false,"choice":0}');
  });

  test('the end of the input is told, not waited for', async () => {
    expect(await converse(false, 'grace\n')).toContain('The input ended before this was answered.');
  });
});

describe('at a terminal', () => {
  test('a hidden answer is not echoed', async () => {
    const output = await converse(true, '', [
      ['Name: ', 'grace\r'],
      ['Password: ', 'ho\x7fopper\r'],
      ['Sure? [y/N] ', 'maybe\r'],
      ['Please answer yes or no: ', 'yes\r'],
      ['Select an option: ', '1\r'],
    ]);
    expect(output).toContain('{"name":"grace","secret":"hopper","sure":true,"choice":0}');
    expect(output.slice(0, output.indexOf('{'))).not.toContain('opper');
  });

  test('what is typed ahead is not lost', async () => {
    const output = await converse(true, '', [['Name: ', 'grace\rhopper\ry\r2\r']]);
    expect(output).toContain('{"name":"grace","secret":"hopper","sure":true,"choice":1}');
  });

  test('Ctrl-C cancels, in a visible and in a hidden question', async () => {
    expect(await converse(true, '', [['Name: ', '\x03']])).toContain('Operation cancelled.');
    const hidden: [string, string][] = [
      ['Name: ', '\r'],
      ['Password: ', '\x03'],
    ];
    expect(await converse(true, '', hidden)).toContain('Operation cancelled.');
  });
});
