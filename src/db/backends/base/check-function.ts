import { shownValue } from '../../../utils/shown-value.ts';
import { InterfaceError } from '../../errors.ts';

/** @throws InterfaceError for what cannot be called */
export function checkFunction(caller: string, given: unknown): void {
  if (typeof given === 'function') return;
  throw new InterfaceError(
    `${caller}() takes a function, not ${shownValue(given)}.`,
    `Write: ${caller}(() => { ... }).`,
  );
}
