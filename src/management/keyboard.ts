import { createInterface } from 'node:readline';
import { HiddenLine } from './hidden-line.ts';
import { PromptCancelled } from './prompt-cancelled.ts';

/**
 * Reads answers from standard input, one at a time. What arrives ahead of its question (a pipe, a script behind a pseudo-terminal,
 * a fast typist) is kept for the next one, whichever kind that is.
 */
class Keyboard {
  /** Received, and not yet part of an answer. */
  #pending = '';
  #ended = false;

  /** A line that may be seen and, on a terminal, edited. */
  line(prompt: string): Promise<string> {
    return process.stdin.isTTY === true ? this.#edited(prompt) : this.#piped(prompt);
  }

  /** A line that is not echoed on a terminal. */
  hiddenLine(prompt: string): Promise<string> {
    return process.stdin.isTTY === true ? this.#unseen(prompt) : this.#piped(prompt);
  }

  #piped(prompt: string): Promise<string> {
    process.stdout.write(prompt);
    return new Promise((resolve, reject) => {
      const stdin = process.stdin.setEncoding('utf8');
      const settle = (): boolean => {
        const line = this.#takeLine();
        if (line === undefined && !this.#ended) return false;
        stdin.off('data', receive).off('end', end).pause();
        if (line === undefined) reject(new PromptCancelled('The input ended before this was answered.'));
        else resolve(line);
        // What was answered is not on the screen as it is after typing: end the line.
        process.stdout.write('\n');
        return true;
      };
      const receive = (text: string) => {
        this.#pending += text;
        settle();
      };
      const end = () => {
        this.#ended = true;
        settle();
      };
      if (!settle()) stdin.on('data', receive).on('end', end).resume();
    });
  }

  #takeLine(): string | undefined {
    const end = this.#pending.search(/\r\n?|\n/);
    if (end === -1) {
      if (!this.#ended || this.#pending === '') return undefined;
      const rest = this.#pending;
      this.#pending = '';
      return rest;
    }
    const line = this.#pending.slice(0, end);
    this.#pending = this.#pending.slice(end).replace(/^(\r\n?|\n)/, '');
    return line;
  }

  #edited(prompt: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const editor = createInterface({ input: process.stdin, output: process.stdout, terminal: true });
      const lines: string[] = [];
      // Lines that came with the first one belong to the next questions, so close only after all of them were seen.
      editor.on('line', (line) => {
        if (lines.push(line) === 1) setImmediate(() => editor.close());
      });
      editor.on('SIGINT', () => editor.close());
      editor.on('close', () => {
        const [answer, ...later] = lines;
        this.#pending = later.map((line) => `${line}\n`).join('') + (lines.length === 0 ? '' : editor.line);
        if (answer !== undefined) return resolve(answer);
        process.stdout.write('\n');
        reject(new PromptCancelled());
      });
      editor.setPrompt(prompt);
      editor.prompt();
      const ahead = this.#pending;
      this.#pending = '';
      if (ahead !== '') editor.write(ahead);
    });
  }

  #unseen(prompt: string): Promise<string> {
    // Echo goes off before the question comes up: somebody may answer at once.
    const stdin = process.stdin.setEncoding('utf8').setRawMode(true);
    process.stdout.write(prompt);
    const secret = new HiddenLine();
    return new Promise((resolve, reject) => {
      const receive = (text: string): void => {
        const rest = secret.type(text);
        if (rest === undefined) return;
        stdin.off('data', receive).setRawMode(false).pause();
        this.#pending = rest;
        process.stdout.write('\n');
        if (secret.cancelled) reject(new PromptCancelled());
        else resolve(secret.text);
      };
      const ahead = this.#pending;
      this.#pending = '';
      stdin.on('data', receive).resume();
      if (ahead !== '') receive(ahead);
    });
  }
}

/** The one reader of this process's standard input. */
export const keyboard: Keyboard = new Keyboard();
