import { gettext } from '../../utils/translation/gettext.ts';
import type { DataSource } from '../data-source.ts';
import { Select } from './select.ts';
import type { WidgetOptions } from './widget.ts';

/** `<select>` with unknown, yes and no. */
export class NullBooleanSelect extends Select {
  constructor(options: WidgetOptions = {}) {
    super({
      ...options,
      choices: [
        ['unknown', gettext('Unknown')],
        ['true', gettext('Yes')],
        ['false', gettext('No')],
      ],
    });
  }

  override formatValue(value: unknown): unknown {
    if (value === true || value === 1 || value === 'true' || value === '2') return 'true';
    return value === false || value === 0 || value === 'false' || value === '3' ? 'false' : 'unknown';
  }

  override valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    const value = data.get(name);
    if (value === true || value === 'True' || value === 'true' || value === '2') return true;
    if (value === false || value === 'False' || value === 'false' || value === '3') return false;
    return null;
  }
}
