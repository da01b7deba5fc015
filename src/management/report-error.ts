import { FrameworkError } from '../core/errors/framework-error.ts';
import { ModuleLoadError } from '../core/errors/module-load-error.ts';
import { CommandError } from './command-error.ts';
import type { Output } from './output.ts';
import { style } from './style.ts';
import { SystemCheckError } from './system-check-error.ts';

/**
 * Tell the user why a command ended. What Jango says itself needs no stack: the message holds the value, the choices and the next step.
 * An error of the project's own code comes with its stack.
 * @returns the exit code
 */
export function reportError(error: unknown, stderr: Output, options: { traceback?: boolean } = {}): number {
  stderr.write(options.traceback ? stackOf(error) : textOf(error));
  return error instanceof CommandError ? error.exitCode : 1;
}

/** The text alone, as the terminal and the browser show it. */
export function textOf(error: unknown): string {
  if (error instanceof SystemCheckError) return style.error('SystemCheckError: ') + error.message;
  if (error instanceof ModuleLoadError)
    return style.error(`${error.name}: ${error.message}`) + excerptOf(error);
  if (error instanceof FrameworkError) return style.error(`${error.name}: ${error.message}`);
  return stackOf(error);
}

/** The lines that Node and esbuild show around a mistake, or the project's part of the stack. */
function excerptOf({ cause }: ModuleLoadError): string {
  if (cause instanceof FrameworkError || !(cause instanceof Error)) return '';
  const lines = (cause.stack ?? '').split('\n');
  const caret = lines.findIndex((line) => /^\s*\^+\s*$/.test(line));
  if (caret > 0) return `\n\n${lines.slice(0, caret + 1).join('\n')}`;
  const frames = lines.filter((line) => /^\s+at /.test(line) && isProjectFrame(line));
  return frames.length === 0 ? '' : `\n\n${frames.join('\n')}`;
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const lines = (error.stack ?? String(error))
    .split('\n')
    .filter((line) => !/^\s+at .*\(?node:internal/.test(line));
  return error.cause === undefined
    ? lines.join('\n')
    : `${lines.join('\n')}\nCaused by: ${stackOf(error.cause)}`;
}

function isProjectFrame(line: string): boolean {
  return !/node:|[\\/]node_modules[\\/]/.test(line);
}
