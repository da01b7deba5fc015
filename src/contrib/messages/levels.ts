import { settings } from '../../conf/configure.ts';

export const DEBUG = 10;
export const INFO = 20;
export const SUCCESS = 25;
export const WARNING = 30;
export const ERROR = 40;

const TAGS: Readonly<Record<number, string>> = {
  [DEBUG]: 'debug',
  [INFO]: 'info',
  [SUCCESS]: 'success',
  [WARNING]: 'warning',
  [ERROR]: 'error',
};

/** The CSS class of a level: `'success'`; MESSAGE_TAGS may name others. */
export function levelTag(level: number): string {
  return settings.MESSAGE_TAGS[level] ?? TAGS[level] ?? '';
}
