import { FieldError } from '../../../core/errors/field-error.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { publicName } from '../../sql/options-of.ts';
import { Func } from '../expressions/func.ts';

/** A function of two values or more. */
export abstract class OfSeveral<V = unknown> extends Func<V> {
  constructor(...args: readonly unknown[]) {
    super(...args);
    if (this.expressions.length > 1) return;
    const last = args[args.length - 1];
    throw new FieldError(
      `${publicName(new.target)} must take at least two expressions.`,
      isPlainObject(last)
        ? 'An object in the last place is the options; Value(...) makes a value of it.'
        : '',
    );
  }
}
