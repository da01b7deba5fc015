import { isConfigured, settings } from '../../conf/configure.ts';
import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { AutoField, BigAutoField, SmallAutoField } from './fields/auto-field.ts';
import type { Field } from './fields/field.ts';
import { OneToOneField } from './fields/one-to-one-field.ts';
import type { ModelClass } from './model.ts';
import { CASCADE } from './on-delete.ts';
import type { Options } from './options.ts';

const AUTO_FIELDS: ReadonlyMap<string, new (options: object) => Field> = new Map(
  [AutoField, BigAutoField, SmallAutoField].map((type) => [type.name, type]),
);

/** The `id` of a model that names no primary key, of the kind that the app or the settings want. */
export function implicitPrimaryKey(opts: Options): Field {
  const config = opts.apps.getAppConfigs().find((one) => one.label === opts.appLabel);
  const wanted = config?.defaultAutoField ?? (isConfigured() ? settings.DEFAULT_AUTO_FIELD : 'BigAutoField');
  const type = AUTO_FIELDS.get(wanted.slice(wanted.lastIndexOf('.') + 1));
  if (type === undefined) {
    throw new ImproperlyConfigured(
      `DEFAULT_AUTO_FIELD is '${wanted}', which is no automatic field.`,
      choicesHint(wanted, AUTO_FIELDS.keys()),
    );
  }
  return new type({ verboseName: 'ID', primaryKey: true, autoCreated: true, serialize: false });
}

/** The one-to-one field that joins a child's row to its parent's: `placePtr`. */
export function parentLink(parent: ModelClass, primaryKey: boolean): readonly [name: string, field: Field] {
  const link = new OneToOneField({
    to: parent,
    onDelete: CASCADE,
    autoCreated: true,
    parentLink: true,
    ...(primaryKey ? { primaryKey, serialize: false } : {}),
  });
  return [`${parent._meta.modelName}Ptr`, link];
}
