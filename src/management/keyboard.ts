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
  /** How long an answer that doesn't come from a terminal is waited for, in milliseconds; no limit by default. */
  patience: number | undefined;
  /** Where questions are shown. */
  screen: NodeJS.WriteStream = process.stdout;

  /** A line that may be seen and, on a terminal, edited. */
  line(prompt: string): Promise<string> {
    return process.stdin.isTTY === true ? this.#edited(prompt) : this.#piped(prompt);
  }

  /** A line that is not echoed on a terminal. */
  hiddenLine(prompt: string): Promise<string> {
    return process.stdin.isTTY === true ? this.#unseen(prompt) : this.#piped(prompt);
  }

  /** Whether somebody types, or a pipe has something to say before `patience` ends. It asks nothing. */
  async hasInput(): Promise<boolean> {
    if (process.stdin.isTTY === true || this.#pending !== '') return true;
    const { patience = 0 } = this;
    return new Promise((resolve) => {
      const stdin = process.stdin.setEncoding('utf8');
      const settle = (): void => {
        clearTimeout(timer);
        stdin.off('data', receive).off('end', end).pause();
        resolve(this.#pending !== '');
      };
      const receive = (text: string): void => {
        this.#pending += text;
        settle();
      };
      const end = (): void => {
        this.#ended = true;
        settle();
      };
      const timer = setTimeout(settle, patience);
      if (this.#ended) settle();
      else stdin.on('data', receive).on('end', end).resume();
    });
  }

  #piped(prompt: string): Promise<string> {
    this.screen.write(prompt);
    return new Promise((resolve, reject) => {
      const stdin = process.stdin.setEncoding('utf8');
      let timer: NodeJS.Timeout | undefined;
      const settle = (): boolean => {
        const line = this.#takeLine();
        if (line === undefined && !this.#ended) return false;
        clearTimeout(timer);
        stdin.off('data', receive).off('end', end).pause();
        if (line === undefined) reject(new PromptCancelled('The input ended before this was answered.'));
        else resolve(line);
        // What was answered is not on the screen as it is after typing: end the line.
        this.screen.write('\n');
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
      if (settle()) return;
      stdin.on('data', receive).on('end', end).resume();
      if (this.patience !== undefined) timer = setTimeout(end, this.patience);
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
      const editor = createInterface({ input: process.stdin, output: this.screen, terminal: true });
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
        this.screen.write('\n');
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
    this.screen.write(prompt);
    const secret = new HiddenLine();
    return new Promise((resolve, reject) => {
      const receive = (text: string): void => {
        const rest = secret.type(text);
        if (rest === undefined) return;
        stdin.off('data', receive).setRawMode(false).pause();
        this.#pending = rest;
        this.screen.write('\n');
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
