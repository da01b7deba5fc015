import type { ColumnInfo, ConstraintInfo, DatabaseIntrospection } from '../../backends/base/introspection.ts';
import type { ExpectedConstraint, ExpectedTable } from './expected-table.ts';

export interface Difference {
  /** `-` is missing in the database, `+` is there and not in the models, `~` is otherwise. */
  readonly sign: '-' | '+' | '~';
  readonly text: string;
}

/** Where a table of the database differs from what the models say. */
export function compareTable(
  expected: ExpectedTable,
  columns: readonly ColumnInfo[],
  constraints: ReadonlyMap<string, ConstraintInfo>,
  introspection: DatabaseIntrospection,
): Difference[] {
  return [
    ...compareColumns(expected, columns, introspection),
    ...compareConstraints(expected, constraints, introspection),
  ];
}

function compareColumns(
  expected: ExpectedTable,
  columns: readonly ColumnInfo[],
  introspection: DatabaseIntrospection,
): Difference[] {
  const found: Difference[] = [];
  const there = new Map(columns.map((column) => [column.name, column]));
  for (const [name, wanted] of expected.columns) {
    const column = there.get(name);
    if (column === undefined) {
      found.push({ sign: '-', text: `column ${name} is missing` });
      continue;
    }
    const [is, shouldBe] = [column.type, wanted.type].map((type) => introspection.normalizedType(type));
    if (is !== shouldBe)
      found.push({ sign: '~', text: `column ${name} is ${is}, and should be ${shouldBe}` });
    if (column.generated !== wanted.generated) {
      found.push({ sign: '~', text: `column ${name} should ${wanted.generated ? '' : 'not '}be generated` });
    } else if (column.null !== wanted.null && !column.primaryKey && !wanted.generated) {
      found.push({
        sign: '~',
        text: `column ${name} ${column.null ? 'allows NULL, and should not' : 'does not allow NULL, and should'}`,
      });
    }
  }
  for (const { name } of columns) {
    if (!expected.columns.has(name)) found.push({ sign: '+', text: `column ${name} is not in the models` });
  }
  return found;
}

function compareConstraints(
  expected: ExpectedTable,
  constraints: ReadonlyMap<string, ConstraintInfo>,
  introspection: DatabaseIntrospection,
): Difference[] {
  const found: Difference[] = [];
  const claimed = new Set<string>();
  // One that has a name is found by it, before another one of the same columns takes it.
  const named = (one: ExpectedConstraint) => (one.name === undefined ? 1 : 0);
  for (const wanted of [...expected.constraints].sort((a, b) => named(a) - named(b))) {
    const fitting = [...constraints].filter(([name, info]) => !claimed.has(name) && fits(wanted, info));
    const match =
      fitting.find(([name]) => wanted.name === undefined || wanted.name === name) ??
      fitting.find(([name]) => introspection.isMadeUpName(name));
    if (match !== undefined) claimed.add(match[0]);
    else if (wanted.kind === 'index' && isCovered(wanted, constraints)) continue;
    else found.push({ sign: '-', text: `${describe(wanted)} is missing` });
  }
  for (const [name, info] of constraints) {
    if (claimed.has(name) || isImplied(name, info, expected, introspection)) continue;
    found.push({ sign: '+', text: `${describeFound(name, info)} is not in the models` });
  }
  return found;
}

function fits(wanted: ExpectedConstraint, info: ConstraintInfo): boolean {
  if (!isOfKind(wanted, info)) return false;
  if (wanted.target !== undefined && String(info.foreignKey) !== String(wanted.target)) return false;
  return wanted.columns === undefined || sameColumns(wanted.columns, info.columns);
}

function isOfKind({ kind }: ExpectedConstraint, info: ConstraintInfo): boolean {
  switch (kind) {
    case 'primary key':
      return info.primaryKey;
    case 'foreign key':
      return info.foreignKey !== null;
    case 'unique':
      return info.unique && !info.primaryKey;
    case 'index':
      return info.index && !info.unique;
    case 'check':
      return info.check;
  }
}

function sameColumns(a: readonly (string | null)[], b: readonly (string | null)[]): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i]);
}

/** The index of a column is no loss where another one begins with it. */
function isCovered({ name, columns }: ExpectedConstraint, all: ReadonlyMap<string, ConstraintInfo>): boolean {
  if (name !== undefined || columns === undefined) return false;
  return [...all.values()].some((info) => info.index && columns.every((one, i) => info.columns[i] === one));
}

/** Things that come with others: checks of a type, an index of a foreign key, a second index of a text. */
function isImplied(
  name: string,
  info: ConstraintInfo,
  expected: ExpectedTable,
  introspection: DatabaseIntrospection,
): boolean {
  if (info.check) {
    if (introspection.isMadeUpName(name) || info.ofColumn === true) return true;
    const [column] = info.columns;
    return info.columns.length === 1 && expected.columns.get(column ?? '')?.checked === true;
  }
  if (info.unique || info.foreignKey !== null || !info.index) return info.primaryKey;
  return expected.constraints.some(
    ({ kind, columns }) => kind !== 'check' && columns !== undefined && sameColumns(columns, info.columns),
  );
}

function describe({ kind, name, columns, target }: ExpectedConstraint): string {
  const over = columns === undefined ? '' : ` over (${columns.join(', ')})`;
  const to = target === undefined ? '' : ` to ${target.join('.')}`;
  return `${kind}${name === undefined ? '' : ` ${name}`}${over}${to}`;
}

function describeFound(name: string, info: ConstraintInfo): string {
  const columns = info.columns.map((column) => column ?? 'an expression').join(', ');
  const over = columns === '' ? '' : ` over (${columns})`;
  if (info.foreignKey !== null) return `foreign key ${name}${over} to ${info.foreignKey.join('.')}`;
  if (info.check) return `check ${name}`;
  return `${info.unique ? 'unique' : 'index'} ${name}${over}`;
}
