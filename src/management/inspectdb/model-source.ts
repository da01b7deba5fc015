import type { ColumnInfo } from '../../db/backends/base/introspection.ts';
import { camelToSnake } from '../../utils/case.ts';
import { type ColumnKind, columnKind, isOfPostgres } from './column-kind.ts';
import { propertyName, relationName } from './names.ts';
import type { TableShape } from './table-shape.ts';

/** The tables that get a model, by name. */
export type KnownTables = ReadonlyMap<string, { readonly className: string; readonly shape: TableShape }>;

interface FieldSource {
  readonly column: string;
  readonly name: string;
  /** Source of the property, remarks in front; undefined for one that every model has. */
  readonly lines: readonly string[] | undefined;
}

/** The class of a table, as source text. */
export function modelSource(className: string, shape: TableShape, known: KnownTables): string {
  const key = keyColumn(shape);
  const fields = fieldsOf(className, shape, known, key);
  const composite = shape.primaryKey.length > 1 ? compositeKey(shape, fields, known) : undefined;
  const type = composite?.type ?? (key === undefined ? '' : keyType(shape, key, known));
  const together = shape.uniqueTogether.map((columns) =>
    columns.map((column) => `'${fields.find((field) => field.column === column)?.name}'`).join(', '),
  );
  const meta = [
    'managed: false',
    `dbTable: ${quoted(shape.table.name)}`,
    ...(shape.details?.comment ? [`dbTableComment: ${quoted(shape.details.comment)}`] : []),
    ...(together.length === 0
      ? []
      : [`uniqueTogether: [${together.map((names) => `[${names}]`).join(', ')}]`]),
  ];
  return [
    ...(shape.table.kind === 'table' ? [] : [`/** A ${shape.table.kind}. */`]),
    `export class ${className} extends models.Model${type} {`,
    ...(composite === undefined ? [] : [`  ${composite.line}`]),
    ...fields.flatMap((field) => field.lines ?? []).map((line) => `  ${line}`),
    ...(fields.some((field) => field.lines !== undefined) ? [''] : []),
    `  static objects = models.Manager<${className}>();`,
    `  static meta: models.Meta<${className}> = {`,
    ...meta.map((entry) => `    ${entry},`),
    '  };',
    '}',
  ].join('\n');
}

/** The column that is the primary key; the first of all where there is none, since a model has one; none of several. */
function keyColumn({ primaryKey, columns }: TableShape): string | undefined {
  return primaryKey.length > 1 ? undefined : (primaryKey[0] ?? columns[0]?.name);
}

/** `pk = models.CompositePrimaryKey(...)`, and the type of such a key. */
function compositeKey(
  shape: TableShape,
  fields: readonly FieldSource[],
  known: KnownTables,
): { line: string; type: string } {
  const types = shape.primaryKey.map((column) => keyType(shape, column, known).slice(1, -1) || 'number');
  const names = shape.primaryKey.map((column) => {
    const { name } = fields.find((field) => field.column === column)!;
    return quoted(known.has(shape.foreignKeys.get(column)?.table ?? '') ? `${name}Id` : name);
  });
  const type = `<[${types.join(', ')}]>`;
  return { type, line: `override pk = models.CompositePrimaryKey${type}(${names.join(', ')});` };
}

function fieldsOf(
  className: string,
  shape: TableShape,
  known: KnownTables,
  key: string | undefined,
): FieldSource[] {
  const taken = new Set<string>();
  const usedTargets = new Set<string>();
  return shape.columns.map((column) => {
    const isKey = column.name === key;
    const target = known.get(shape.foreignKeys.get(column.name)?.table ?? '');
    const name = target === undefined ? propertyName(column.name, taken) : relationName(column.name, taken);
    taken.add(name);
    const remarks = isKey ? keyRemarks(shape) : [];
    if (target !== undefined) {
      taken.add(`${name}Id`);
      const relatedName = usedTargets.has(target.className)
        ? `${lowerFirst(className)}${upperFirst(name)}Set`
        : undefined;
      usedTargets.add(target.className);
      const lines = relationLines(shape, column, { name, isKey, target, relatedName });
      return { column: column.name, name, lines: [...remarks.map(remark), ...lines] };
    }
    const kind = columnKind(column, shape.json.has(column.name));
    const isAutomatic =
      isKey && shape.primaryKey.length === 1 && column.autoIncrement && /IntegerField$/.test(kind.field);
    if (isAutomatic && name === 'id' && column.name === 'id')
      return { column: column.name, name, lines: undefined };
    const lines = plainLines(shape, column, { name, isKey, kind, isAutomatic });
    return { column: column.name, name, lines: [...remarks.map(remark), ...lines] };
  });
}

function keyRemarks({ primaryKey }: TableShape): string[] {
  return primaryKey.length === 0 ? ['There is no primary key: this column stands in for it.'] : [];
}

interface PlainField {
  name: string;
  isKey: boolean;
  kind: ColumnKind;
  isAutomatic: boolean;
}

function plainLines(shape: TableShape, column: ColumnInfo, field: PlainField): string[] {
  const { name, isKey, kind, isAutomatic } = field;
  const type = isAutomatic ? (kind.field === 'BigIntegerField' ? 'BigAutoField' : 'AutoField') : kind.field;
  const options = {
    ...(isKey ? { primaryKey: 'true' } : {}),
    ...kind.options,
    ...(/^(Char|Text)Field$/.test(kind.field) ? collationOf(shape, column) : {}),
    ...columnOptions(shape, column, name, isKey),
    ...(!isKey && shape.unique.has(column.name) ? { unique: 'true' } : {}),
  };
  const remarks = [...kind.remarks, ...(column.generated ? ['The database computes it.'] : [])];
  const override = name === 'id' ? 'override ' : '';
  return [...remarks.map(remark), `${override}${name} = ${callSource({ ...kind, field: type, options })};`];
}

/** `models.CharField({ maxLength: 10 })`, `ArrayField(models.IntegerField(), { null: true })` */
function callSource({ field, items, options }: ColumnKind): string {
  const args = [items === undefined ? '' : callSource(items), objectSource(options)].filter(
    (arg) => arg !== '',
  );
  return `${isOfPostgres(field) ? field : `models.${field}`}(${args.join(', ')})`;
}

/** The fields of tables that come from `jango/contrib/postgres`, for the import. */
export function postgresFields(shapes: Iterable<TableShape>): string[] {
  const found = new Set<string>();
  for (const shape of shapes) {
    for (const column of shape.columns) {
      if (shape.foreignKeys.has(column.name)) continue;
      let kind: ColumnKind | undefined = columnKind(column, shape.json.has(column.name));
      for (; kind !== undefined; kind = kind.items) if (isOfPostgres(kind.field)) found.add(kind.field);
    }
  }
  return [...found].sort();
}

interface RelationField {
  name: string;
  isKey: boolean;
  target: { readonly className: string; readonly shape: TableShape };
  relatedName: string | undefined;
}

function relationLines(shape: TableShape, column: ColumnInfo, field: RelationField): string[] {
  const { name, isKey, target, relatedName } = field;
  const isOne = (isKey && shape.primaryKey.length === 1) || shape.unique.has(column.name);
  const pointsAt = shape.foreignKeys.get(column.name)?.column;
  const options = {
    onDelete: 'models.DO_NOTHING',
    ...(isKey ? { primaryKey: 'true' } : {}),
    ...columnOptions(shape, column, `${name}Id`, isKey),
    ...(pointsAt === undefined || pointsAt === keyColumn(target.shape)
      ? {}
      : { toField: quoted(propertyName(pointsAt, new Set())) }),
    ...(relatedName === undefined ? {} : { relatedName: quoted(relatedName) }),
  };
  return [
    `${name} = models.${isOne ? 'OneToOneField' : 'ForeignKey'}(() => ${target.className}, ${objectSource(options)});`,
  ];
}

/** The collation of a text, where it is another one than its table's. */
function collationOf({ details }: TableShape, column: ColumnInfo): Record<string, string> {
  const collation = details?.columns.get(column.name)?.collation;
  return collation ? { dbCollation: quoted(collation) } : {};
}

function columnOptions(
  { details, primaryKey }: TableShape,
  column: ColumnInfo,
  attname: string,
  isKey: boolean,
): Record<string, string> {
  // SQLite takes NULL in the columns of a key.
  const isPart = isKey || primaryKey.includes(column.name);
  const comment = details?.columns.get(column.name)?.comment;
  return {
    ...(camelToSnake(attname) === column.name ? {} : { dbColumn: quoted(column.name) }),
    ...(column.null && !isPart ? { null: 'true', blank: 'true' } : {}),
    ...(comment ? { dbComment: quoted(comment) } : {}),
  };
}

/** `<string>` where the primary key is no number. */
function keyType(shape: TableShape, key: string, known: KnownTables, seen = new Set<string>()): string {
  const target = known.get(shape.foreignKeys.get(key)?.table ?? '');
  if (target !== undefined && !seen.has(target.className)) {
    const next = keyColumn(target.shape);
    return next === undefined ? '' : keyType(target.shape, next, known, seen.add(target.className));
  }
  const column = shape.columns.find(({ name }) => name === key)!;
  const { field } = columnKind(column, shape.json.has(key));
  if (/IntegerField$|^FloatField$/.test(field)) return '';
  return /^(Char|Text|UUID|GenericIPAddress)Field$/.test(field) ? '<string>' : '<unknown>';
}

function objectSource(options: Readonly<Record<string, string>>): string {
  const entries = Object.entries(options);
  return entries.length === 0 ? '' : `{ ${entries.map(([name, value]) => `${name}: ${value}`).join(', ')} }`;
}

function remark(text: string): string {
  return `// ${text.replaceAll(/\s+/g, ' ')}`;
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n').replaceAll('\r', '\\r')}'`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
