import { inspect } from 'node:util';
import { settings } from '../conf/configure.ts';

/** Write to the standard error what happened to a request. Warnings, which any visitor can cause, only in DEBUG. */
export function logRequest(level: 'warning' | 'error', message: string, error?: unknown): void {
  if (level === 'warning' && !settings.DEBUG) return;
  const detail = error === undefined ? '' : `${templatePlace(error)}\n${inspect(error)}`;
  process.stderr.write(`${singleLine(message)}${detail}\n`);
}

/** Where in a template an error happened; the template engine notes it on the error. */
function templatePlace(error: unknown): string {
  const place = (error as { templateDebug?: { name: string; line: number } } | null)?.templateDebug;
  return place === undefined ? '' : `\nIn the template ${place.name}, line ${place.line}:`;
}

/** Paths come from outside: no control character of theirs gets into the log. */
function singleLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
