const CTRL_C = '\x03';
const CTRL_D = '\x04';
const CTRL_H = '\b';
const CTRL_U = '\x15';
const BACKSPACE = '\x7f';

/** What is typed on a terminal in raw mode, key by key, until Enter: a terminal that doesn't echo doesn't edit either. */
export class HiddenLine {
  text = '';
  cancelled = false;

  /** Take more keys. @returns those after the end of the line; undefined while it goes on */
  type(keys: string): string | undefined {
    const all = Array.from(keys);
    const end = all.findIndex((key) => this.#press(key));
    return end === -1 ? undefined : all.slice(end + 1).join('');
  }

  /** @returns whether this key ends the line */
  #press(key: string): boolean {
    if (key === CTRL_C || (key === CTRL_D && this.text === '')) this.cancelled = true;
    else if (key === BACKSPACE || key === CTRL_H) this.text = Array.from(this.text).slice(0, -1).join('');
    else if (key === CTRL_U) this.text = '';
    else if (key >= ' ') this.text += key;
    return this.cancelled || key === '\r' || key === '\n';
  }
}
