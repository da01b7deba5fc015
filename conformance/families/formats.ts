import { dateFormat, getFormat, localize, markedNumber, timeFormat } from '../../src/utils/formats.ts';
import { localizeInput, sanitizeSeparators } from '../../src/utils/localize-input.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

function run(vector: Vector): unknown {
  const args = (vector['args'] as unknown[]).map(decode);
  const kwargs = (vector['kwargs'] ?? {}) as {
    lang?: string;
    use_l10n?: boolean;
    decimal_pos?: number;
    force_grouping?: boolean;
  };
  switch (vector['fn']) {
    case 'formats.get_format':
      return kwargs.lang === undefined ? getFormat(String(args[0])) : getFormat(String(args[0]), kwargs.lang);
    case 'formats.date_format':
      return dateFormat(args[0], args[1] === undefined ? undefined : String(args[1]), kwargs.use_l10n);
    case 'formats.time_format':
      return timeFormat(args[0], args[1] === undefined ? undefined : String(args[1]), kwargs.use_l10n);
    case 'formats.localize':
      return localize(args[0], kwargs.use_l10n);
    case 'formats.localize_input':
      return localizeInput(args[0], args[1] === undefined ? undefined : String(args[1]));
    case 'formats.sanitize_separators':
      return sanitizeSeparators(args[0]);
    case 'formats.number_format':
      return markedNumber(
        args[0] as number,
        (args[1] ?? kwargs.decimal_pos) as number | undefined,
        kwargs.use_l10n,
        kwargs.force_grouping,
      );
    default:
      throw new Error(`There is no function ${String(vector['fn'])}.`);
  }
}

export const formats: Family = { name: 'formats', run };
