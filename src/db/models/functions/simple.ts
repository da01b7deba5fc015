import { callable } from '../expressions/callable.ts';
import { Func } from '../expressions/func.ts';
import { Transform } from '../expressions/transform.ts';
import { Field } from '../fields/field.ts';

/** A class of functions of one value, callable without `new`. */
export interface TransformType<V> {
  new (expression: unknown, options?: object): Transform<V>;
  (expression: unknown, options?: object): Transform<V>;
  readonly lookupName: string;
}

/**
 * Make a function of one value: `Lower` is `defineTransform('LOWER', 'lower')`.
 * @param lookupName name in lookups, for `registerLookup()`
 * @param output type of the result; that of the argument otherwise
 */
export function defineTransform<V>(
  functionName: string,
  lookupName: string,
  output?: (new () => Field) | ((source: Field | undefined) => Field),
): TransformType<V> {
  const type = class extends Transform<V> {
    static override readonly lookupName = lookupName;
    override readonly functionName = functionName;

    protected override findOutputField(): Field | undefined {
      if (output === undefined) return super.findOutputField();
      return isFieldClass(output) ? new output() : output(this.lhs.outputFieldOrNone);
    }
  };
  Object.defineProperty(type, 'name', { value: functionName });
  return callable<TransformType<V>>(type);
}

function isFieldClass(output: unknown): output is new () => Field {
  return typeof output === 'function' && output.prototype instanceof Field;
}

/** A class of functions, callable without `new`. */
export interface FuncType<V> {
  new (...expressions: readonly unknown[]): Func<V>;
  (...expressions: readonly unknown[]): Func<V>;
}

/** Make a function of several values. @param parse what the arguments stand for; fields for texts unless given */
export function defineFunction<V>(functionName: string, output?: new () => Field): FuncType<V> {
  const type = class extends Func<V> {
    override readonly functionName = functionName;

    protected override findOutputField(): Field | undefined {
      return output === undefined ? super.findOutputField() : new output();
    }
  };
  Object.defineProperty(type, 'name', { value: functionName });
  return callable<FuncType<V>>(type);
}
