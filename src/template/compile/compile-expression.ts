import type { Filter } from '../filter.ts';
import type { FilterCall, FilterExpression } from '../filter-expression.ts';
import type { Variable } from '../variable.ts';
import { quote } from './emit-sync.ts';
import type { UnitBuilder } from './unit-builder.ts';

export interface ExpressionOptions {
  /** What a variable that leads nowhere becomes: None, or what the engine's `string_if_invalid` says. */
  missing: 'null' | 'invalid';
  /** Wait for the value itself; printing does that on its own. */
  settle: boolean;
  /** The filters to apply, when not all. */
  filters?: readonly FilterCall[];
}

/** Write the steps that leave the value of `{{ a.b|filter:arg }}` in `target`. */
export function compileExpression(
  unit: UnitBuilder,
  expression: FilterExpression,
  target: string,
  options: ExpressionOptions,
): void {
  const { variable } = expression;
  const filters = options.filters ?? expression.filters;
  if (!variable.isLookup) {
    unit.code(
      `${target} = ${variable.translate ? `${unit.constant(variable)}.literal()` : unit.constant(variable.value)};`,
    );
    compileFilters(unit, filters, target, options.settle);
    return;
  }
  compileLookups(unit, variable, target);
  const settleNow = filters.length > 0 ? !filters[0]!.filter.lazy : options.settle;
  if (settleNow && filters.length > 0)
    unit.code(`if (typeof ${target} === 'object') ${target} = R.gathered(${target});`);
  if (settleNow) waitForVariable(unit, target);
  else if (filters.length > 0) unit.wait(target, target, 'lookup');
  if (filters.length === 0 && !options.settle) return;
  compileMissing(unit, expression, filters, target, options);
}

/** The marks that lookups leave become values; an engine with `string_if_invalid` prints that and applies no filter. */
function compileMissing(
  unit: UnitBuilder,
  expression: FilterExpression,
  filters: readonly FilterCall[],
  target: string,
  options: ExpressionOptions,
): void {
  if (options.missing === 'null') {
    unit.code(`if (typeof ${target} === 'symbol') ${target} = R.missingAsNull(${target}, c);`);
    compileFilters(unit, filters, target, options.settle);
    return;
  }
  const name = unit.constant(expression.variable.text);
  if (filters.length === 0 || expression.stringIfInvalid === '') {
    unit.code(`if (typeof ${target} === 'symbol') ${target} = R.invalid(${target}, c, ${name});`);
    compileFilters(unit, filters, target, options.settle);
    return;
  }
  unit.branch(
    `R.isMissing(${target})`,
    () => unit.code(`${target} = R.invalid(${target}, c, ${name});`),
    () => {
      unit.code(`if (typeof ${target} === 'symbol') ${target} = R.invalid(${target}, c, ${name});`);
      compileFilters(unit, filters, target, options.settle);
    },
  );
}

/** `a.b.c` into `target`; the last step may be left pending. */
export function compileLookups(unit: UnitBuilder, variable: Variable, target: string): void {
  const [root, ...rest] = variable.lookups;
  unit.code(`${target} = ${unit.read(root!)};`);
  for (const [i, name] of rest.entries()) {
    unit.wait(target, target, 'lookup', i === 0 ? unit.readiness(root!) : undefined);
    unit.code(`${target} = ${unit.getter(name)}(${target});`);
  }
}

function waitForVariable(unit: UnitBuilder, target: string): void {
  unit.wait(target, target, 'variable');
}

export function compileFilters(
  unit: UnitBuilder,
  filters: readonly FilterCall[],
  target: string,
  settle: boolean,
): void {
  for (const [i, call] of filters.entries()) {
    compileFilter(unit, call, target);
    const next = filters[i + 1];
    if (!call.filter.settled && (next !== undefined || settle)) {
      unit.wait(target, target, next?.filter.lazy ? 'lookup' : 'value');
    }
  }
}

function compileFilter(unit: UnitBuilder, { filter, arg }: FilterCall, target: string): void {
  const entry = unit.constant(filter);
  if (arg === undefined) {
    apply(unit, target, entry, filter.fn, filter.plainText, undefined);
    return;
  }
  if (!arg.isLookup) {
    apply(unit, target, entry, filter.fn, filter.plainText, literalArgument(unit, filter, arg));
    return;
  }
  unit.withLocals(1, (value) => {
    compileLookups(unit, arg, value);
    unit.wait(value, value, filter.lazy ? 'lookup' : 'variable');
    unit.code(
      `if (typeof ${value} === 'symbol') ${value} = R.requireArgument(${value}, c, ${quote(arg.text)});`,
    );
    apply(unit, target, entry, filter.fn, filter.plainText, value);
  });
}

function literalArgument(unit: UnitBuilder, filter: Filter, arg: Variable): string {
  if (arg.translate) return `${unit.constant(arg)}.literal()`;
  return unit.constant(filter.safeArguments ? arg.value : arg.plainValue);
}

/** The call that gives what the last filter prints for an ordinary value, where there is such a short way. */
export function printedCall(
  unit: UnitBuilder,
  expression: FilterExpression,
  value: string,
): string | undefined {
  const last = expression.filters.at(-1);
  if (last?.filter.printed === undefined || expression.stringIfInvalid !== '') return undefined;
  if (last.arg?.isLookup || last.arg?.translate) return undefined;
  const print = last.filter.printed(last.arg?.plainValue);
  return print === undefined ? undefined : `${unit.constant(print)}(${value})`;
}

/** A filter that only needs the text is called directly when the value is a plain string. */
function apply(
  unit: UnitBuilder,
  target: string,
  entry: string,
  fn: unknown,
  plainText: boolean,
  arg: string | undefined,
): void {
  const general = `R.applyFilter(${entry}, ${target}, c, ${arg ?? 'undefined'}, ${arg !== undefined})`;
  if (!plainText) {
    unit.code(`${target} = ${general};`);
    return;
  }
  const direct = `${unit.constant(fn)}(${arg === undefined ? target : `${target}, ${arg}`})`;
  unit.code(`${target} = typeof ${target} === 'string' ? ${direct} : ${general};`);
}
