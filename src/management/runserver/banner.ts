import { SETTINGS_VARIABLE } from '../../conf/load-settings.ts';
import { version } from '../../version.ts';
import { type Address, urlOf } from './address.ts';

/** What the terminal says once the server answers. */
export function banner(address: Pick<Address, 'host' | 'port'>): string {
  const now = new Intl.DateTimeFormat('en-US', { month: 'long', day: '2-digit', year: 'numeric' }).format(
    new Date(),
  );
  const time = new Date().toTimeString().slice(0, 8);
  const quit = process.platform === 'win32' ? 'CTRL-BREAK' : 'CONTROL-C';
  return [
    `${now} - ${time}`,
    `Jango version ${version}, using settings '${process.env[SETTINGS_VARIABLE]}'`,
    `Starting development server at ${urlOf(address)}`,
    `Quit the server with ${quit}.`,
    '',
  ].join('\n');
}
