import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { connections } from '../../connections.ts';
import { allowMigrateModel } from '../../router.ts';
import type { Field } from '../fields/field.ts';
import { GeneratedField } from '../fields/generated-field.ts';
import type { ManyToManyField } from '../fields/many-to-many-field.ts';
import type { ModelClass } from '../model.ts';
import { namesInExpressions, someExpression } from './names-in-expressions.ts';

type Parts = Readonly<Record<string, unknown>>;
type Feature = keyof DatabaseWrapper['features'];
type Finding = readonly [feature: Feature, needs: boolean, what: string, id: string, hint?: string];

const NO_CONSTRAINT = "A constraint won't be created. Silence this warning if you don't care about it.";

/** What a model asks of the databases that hold its table, and they cannot do. */
export function checkDatabaseSupport(model: ModelClass, aliases: readonly string[]): CheckMessage[] {
  const { managed, proxy, swapped } = model._meta;
  if (!managed || proxy || swapped !== undefined) return [];
  const holding = aliases.filter((alias) => allowMigrateModel(alias, model));
  return holding.flatMap((alias) => {
    const connection = connections.get(alias);
    const { requiredDbVendor: vendor } = model._meta;
    if (vendor !== null && vendor !== connection.vendor) return [];
    return [
      ...checkTable(model, connection),
      ...model._meta.localFields.flatMap((field) => [
        ...checkColumn(field, connection),
        ...connection.checkColumn(field),
      ]),
      ...checkNameLengths(model, connection),
    ];
  });
}

function checkTable(model: ModelClass, connection: DatabaseWrapper): CheckMessage[] {
  const meta = model._meta;
  const indexes = meta.indexes as unknown as readonly Parts[];
  const has = (parts: Parts, name: string): boolean =>
    Array.isArray(parts[name]) ? parts[name].length > 0 : parts[name] != null;
  const some = (name: string): boolean => indexes.some((index) => has(index, name));
  const ignored = (what: string): string =>
    `${what} will be ignored. Silence this warning if you don't care about it.`;
  const findings: Finding[] = [
    [
      'supportsPartialIndexes',
      some('condition'),
      'indexes with conditions',
      'models.W037',
      ignored('Conditions'),
    ],
    [
      'supportsCoveringIndexes',
      some('include'),
      'indexes with non-key columns',
      'models.W040',
      ignored('Non-key columns'),
    ],
    [
      'supportsExpressionIndexes',
      some('expressions'),
      'indexes on expressions',
      'models.W043',
      "An index won't be created. Silence this warning if you don't care about it.",
    ],
    ...(meta.constraints as unknown as readonly Parts[]).flatMap((one): Finding[] => {
      if (!('fields' in one))
        return [['supportsTableCheckConstraints', 'condition' in one, 'check constraints', 'models.W027']];
      const unique = 'unique constraints';
      return [
        ['supportsPartialIndexes', has(one, 'condition'), `${unique} with conditions`, 'models.W036'],
        [
          'supportsDeferrableUniqueConstraints',
          has(one, 'deferrable'),
          `deferrable ${unique}`,
          'models.W038',
        ],
        ['supportsCoveringIndexes', has(one, 'include'), `${unique} with non-key columns`, 'models.W039'],
        ['supportsExpressionIndexes', has(one, 'expressions'), `${unique} on expressions`, 'models.W044'],
        [
          'supportsNullsDistinctUniqueConstraints',
          has(one, 'nullsDistinct'),
          `${unique} with nulls distinct`,
          'models.W047',
        ],
      ];
    }),
    [
      'supportsComments',
      meta.dbTableComment !== '',
      'comments on tables (dbTableComment)',
      'models.W046',
      '',
    ],
  ];
  return findings
    .filter(([feature, needs]) => needs && !supports(model, connection, feature))
    .map(([, , what, id, hint = NO_CONSTRAINT]) => {
      const message = `${connection.displayName} does not support ${what}.`;
      return new CheckWarning(message, {
        obj: meta.label,
        id,
        ...(hint === '' ? {} : { hint }),
      });
    });
}

function checkColumn(field: Field, connection: DatabaseWrapper): CheckMessage[] {
  const { displayName } = connection;
  const can = (feature: Feature): boolean => supports(field.model, connection, feature);
  const found: CheckMessage[] = [];
  const error = (message: string, id: string, hint?: string) =>
    found.push(new CheckError(message, { obj: field, id, ...(hint === undefined ? {} : { hint }) }));
  if (field.dbComment && !can('supportsComments')) {
    const message = `${displayName} does not support comments on columns (dbComment).`;
    found.push(new CheckWarning(message, { obj: field, id: 'fields.W163' }));
  }
  if (field.vendor !== undefined && field.vendor !== connection.vendor) {
    const hint = `Keep the model out of this database by requiredDbVendor: '${field.vendor}' in its meta, or by a router.`;
    error(`${displayName} has no columns for ${field.constructor.name}.`, 'postgres.E005', hint);
  }
  if (readsTheRow(field.dbDefault))
    error(`The dbDefault of ${field} reads other columns, which a default cannot.`, 'fields.E012');
  if (!(field instanceof GeneratedField)) return found;
  const stored = can('supportsStoredGeneratedColumns');
  const virtual = can('supportsVirtualGeneratedColumns');
  if (!stored && !virtual) error(`${displayName} does not support GeneratedFields.`, 'fields.E220');
  if (!field.dbPersist && !virtual) {
    error(
      `${displayName} does not support non-persisted GeneratedFields.`,
      'fields.E221',
      'Set dbPersist: true on the field.',
    );
  }
  if (field.dbPersist && !stored) {
    error(
      `${displayName} does not support persisted GeneratedFields.`,
      'fields.E222',
      'Set dbPersist: false on the field.',
    );
  }
  return found;
}

/** A default is worked out before there is a row. */
function readsTheRow(value: unknown): boolean {
  return (
    namesInExpressions(value).length > 0 ||
    someExpression(value, (one) => one.containsAggregate || 'query' in one)
  );
}

/** Names of columns that nobody wrote have to fit. */
function checkNameLengths(model: ModelClass, connection: DatabaseWrapper): CheckMessage[] {
  const { label, localFields, localManyToMany } = model._meta;
  const { maxNameLength } = connection.ops;
  if (connection.vendor === 'sqlite') return [];
  const isTooLong = (field: Field) => field.dbColumn === null && field.column.length > maxNameLength;
  const limit = `Maximum length is "${maxNameLength}" for database "${connection.alias}".`;
  const own = localFields.filter(isTooLong).map((field) => {
    const message = `Autogenerated column name too long for field "${field.column}". ${limit}`;
    const hint = "Set the column name manually using 'dbColumn'.";
    return new CheckError(message, { obj: label, id: 'models.E018', hint });
  });
  const joined = (localManyToMany as ManyToManyField[]).flatMap((field) =>
    (field.remoteField.resolvedThrough?._meta.localFields ?? []).filter(isTooLong).map((key) => {
      const message = `Autogenerated column name too long for M2M field "${key.column}". ${limit}`;
      const hint =
        "Use 'through' to create a separate model for M2M and then set the columns using 'dbColumn'.";
      return new CheckError(message, { obj: label, id: 'models.E019', hint });
    }),
  );
  return [...own, ...joined];
}

/** A model that names a feature among its required ones is never made where the database lacks it. */
function supports(model: ModelClass, connection: DatabaseWrapper, feature: Feature): boolean {
  return Boolean(connection.features[feature]) || model._meta.requiredDbFeatures.includes(feature);
}
