import { isSupervised } from './messages.ts';

/** Whether these arguments start a server that is to start again when files change, and this process isn't that server itself. */
export function wantsSupervisor([name, ...words]: readonly string[]): boolean {
  if (name !== 'runserver' || isSupervised()) return false;
  return !words.some((word) => word === '--noreload' || word === '--help' || word === '-h');
}
