import { styleText } from 'node:util';

/** Colours by meaning, off where the terminal or NO_COLOR says so. */
export interface Style {
  success(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  notice(text: string): string;
  heading(text: string): string;
  label(text: string): string;
}

/** Whether output is coloured; `--no-color` and `--force-color` change it. */
let enabled = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;

export function setColor(on: boolean): void {
  enabled = on;
}

export function isColored(): boolean {
  return enabled;
}

function paint(...format: Parameters<typeof styleText>[0][]): (text: string) => string {
  return (text) => (enabled ? format.reduce((painted, one) => styleText(one, painted), text) : text);
}

export const style: Style = {
  success: paint('green'),
  error: paint('bold', 'red'),
  warning: paint('yellow'),
  notice: paint('red'),
  heading: paint('bold', 'cyan'),
  label: paint('bold'),
};
