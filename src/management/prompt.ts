import { isatty } from 'node:tty';
import { keyboard } from './keyboard.ts';

/**
 * Questions of commands. On a terminal the answer can be edited and a hidden one is not echoed; otherwise answers are read
 * line by line from standard input, so `printf 'yes\n' | node manage.js ...` works as typing does.
 */

/** Whether somebody is there to be asked. */
export function isInteractive(): boolean {
  return isatty(0);
}

/**
 * Ask for a line of text. `await question("Username (leave blank to use 'ada'): ", { fallback: 'ada' })`
 * @returns the answer, or `fallback` when only Enter was pressed
 * @throws PromptCancelled on Ctrl-C, Ctrl-D and when the input has ended
 */
export async function question(text: string, options: { fallback?: string } = {}): Promise<string> {
  const answer = await keyboard.line(text);
  return answer === '' ? (options.fallback ?? '') : answer;
}

/** Ask for a secret: what is typed on a terminal is not shown. @throws PromptCancelled */
export function hiddenQuestion(text: string): Promise<string> {
  return keyboard.hiddenLine(text);
}

/**
 * Ask until the answer is yes or no: `await confirm('Was article.titel renamed to article.title?')`.
 * @param options.fallback what Enter alone means; without one it has to be answered
 */
export async function confirm(text: string, options: { fallback?: boolean } = {}): Promise<boolean> {
  const { fallback } = options;
  const choices = fallback === undefined ? '[y/n]' : fallback ? '[Y/n]' : '[y/N]';
  let answer = await question(`${text} ${choices} `);
  for (;;) {
    if (answer === '' && fallback !== undefined) return fallback;
    if (/^y(es)?$/i.test(answer.trim())) return true;
    if (/^no?$/i.test(answer.trim())) return false;
    answer = await question('Please answer yes or no: ');
  }
}

/**
 * Show numbered choices below a text and ask for one of them.
 * @returns the index of the choice, from 0
 */
export async function choose(text: string, choices: readonly string[]): Promise<number> {
  const numbered = choices.map((choice, i) => ` ${i + 1}) ${choice}\n`);
  keyboard.screen.write(`${text}\n${numbered.join('')}`);
  let answer = await question('Select an option: ');
  for (;;) {
    const number = /^\s*\d+\s*$/.test(answer) ? Number(answer) : 0;
    if (number >= 1 && number <= choices.length) return number - 1;
    answer = await question('Please select a valid option: ');
  }
}
