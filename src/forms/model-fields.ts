import { AutoField } from '../db/models/fields/auto-field.ts';
import { BinaryField } from '../db/models/fields/binary-field.ts';
import { BooleanField } from '../db/models/fields/boolean-field.ts';
import { CharField } from '../db/models/fields/char-field.ts';
import { DateField } from '../db/models/fields/date-field.ts';
import { DateTimeField } from '../db/models/fields/date-time-field.ts';
import { DecimalField } from '../db/models/fields/decimal-field.ts';
import { DurationField } from '../db/models/fields/duration-field.ts';
import type { Field as ModelField } from '../db/models/fields/field.ts';
import { FileField } from '../db/models/fields/file-field.ts';
import { FilePathField } from '../db/models/fields/file-path-field.ts';
import { FloatField } from '../db/models/fields/float-field.ts';
import { ForeignKey } from '../db/models/fields/foreign-key.ts';
import { GeneratedField } from '../db/models/fields/generated-field.ts';
import { GenericIPAddressField } from '../db/models/fields/generic-ip-address-field.ts';
import { ImageField } from '../db/models/fields/image-field.ts';
import { IntegerField } from '../db/models/fields/integer-field.ts';
import {
  BigIntegerField,
  PositiveBigIntegerField,
  PositiveIntegerField,
} from '../db/models/fields/integer-kinds.ts';
import { JSONField } from '../db/models/fields/json-field.ts';
import { ManyToManyField } from '../db/models/fields/many-to-many-field.ts';
import { TextField } from '../db/models/fields/text-field.ts';
import { EmailField, SlugField, URLField } from '../db/models/fields/text-kinds.ts';
import { TimeField } from '../db/models/fields/time-field.ts';
import { UUIDField } from '../db/models/fields/uuid-field.ts';
import * as fields from './fields/field-classes.ts';
import { type FormFieldOptions, formOptionsOf } from './model-field-options.ts';
import { relationField } from './model-relation-fields.ts';
import { Textarea } from './widgets/textarea.ts';

/** Makes the form field of a model's field; undefined when forms have none for it. */
export type FormFieldMaker = (field: ModelField, options: FormFieldOptions) => fields.Field | undefined;
type Maker<F> = (field: F, options: FormFieldOptions) => fields.Field | undefined;
type FieldClass<F> = abstract new (...args: never[]) => F;

const makers = new Map<unknown, Maker<never>>();

/**
 * Say which form field a class of model fields has, for a custom field and for its subclasses:
 * `registerFormField(ColorField, (field, options) => new ColorFormField(options))`.
 */
export function registerFormField<F extends ModelField>(type: FieldClass<F>, make: Maker<F>): void {
  makers.set(type, make as Maker<never>);
}

/**
 * The form field for a model's field: what it requires, is called and explains comes from there.
 * @param overrides options of the form field that go over those
 */
export function formField(field: ModelField, overrides: FormFieldOptions = {}): fields.Field | undefined {
  const make = makerOf(field.constructor);
  if (make === undefined) return undefined;
  const { formClass, ...rest } = overrides;
  const relation = field.isRelation ? undefined : choiceField(field, rest, formClass);
  return (
    relation ??
    (make as Maker<ModelField>)(field, { ...formOptionsOf(field, rest), ...(formClass && { formClass }) })
  );
}

function makerOf(type: unknown): Maker<never> | undefined {
  for (let each = type; typeof each === 'function'; each = Object.getPrototypeOf(each) as unknown) {
    const make = makers.get(each);
    if (make !== undefined) return make;
  }
  return undefined;
}

/** A field with choices is a select, whatever its type. */
function choiceField(
  field: ModelField,
  overrides: FormFieldOptions,
  formClass: FormFieldOptions['formClass'],
): fields.Field | undefined {
  const { choices } = field;
  if (choices === null || formClass !== undefined) return undefined;
  const none = choices.some(([value]) => value === '' || value === null) ? [] : [['', '---------'] as const];
  const hasInitial = field.hasDefault() || 'initial' in overrides;
  const offersNone = !hasInitial || (field.blank && !(field instanceof BooleanField));
  return new fields.TypedChoiceField({
    ...formOptionsOf(field, overrides),
    choices: [...(offersNone ? none : []), ...choices],
    coerce: (value) => field.toPython(value),
    ...(field.null ? { emptyValue: null } : {}),
  });
}

/** The form field class to use: the one asked for, else the usual one. */
function make(usual: new (options: never) => fields.Field, options: FormFieldOptions): fields.Field {
  const { formClass = usual, ...rest } = options;
  return new formClass(rest as never);
}

function text(usual: new (options: never) => fields.Field) {
  return (
    field: ModelField & { readonly maxLength?: number | null },
    options: FormFieldOptions,
  ): fields.Field => {
    const emptyValue = field.null ? { emptyValue: null } : {};
    return make(usual, { maxLength: field.maxLength ?? null, ...emptyValue, ...options });
  };
}

function plain(usual: new (options: never) => fields.Field) {
  return (_field: ModelField, options: FormFieldOptions): fields.Field => make(usual, options);
}

const none = (): undefined => undefined;

registerFormField(AutoField, none);
registerFormField(GeneratedField, none);
registerFormField(BinaryField, plain(fields.CharField));
registerFormField(CharField, text(fields.CharField));
registerFormField(EmailField, text(fields.EmailField));
registerFormField(URLField, text(fields.URLField));
registerFormField(TextField, (field, options) =>
  make(fields.CharField, { maxLength: field.maxLength, widget: Textarea, ...options }),
);
registerFormField(SlugField, (field, options) =>
  text(fields.SlugField)(field, { allowUnicode: field.options['allowUnicode'] === true, ...options }),
);
registerFormField(UUIDField, plain(fields.UUIDField));
registerFormField(JSONField, plain(fields.JSONField));
registerFormField(GenericIPAddressField, (field, options) =>
  make(fields.GenericIPAddressField, {
    protocol: field.options['protocol'] ?? 'both',
    unpackIpv4: field.options['unpackIpv4'] ?? false,
    ...options,
  }),
);
registerFormField(FilePathField, (field, options) => {
  const { path, match, recursive, allowFiles, allowFolders } =
    field.options as never as fields.FilePathFieldOptions;
  const folder: unknown = typeof path === 'function' ? (path as () => unknown)() : path;
  return make(fields.FilePathField, { path: folder, match, recursive, allowFiles, allowFolders, ...options });
});
registerFormField(IntegerField, plain(fields.IntegerField));
registerFormField(PositiveIntegerField, (_, options) =>
  make(fields.IntegerField, { minValue: 0, ...options }),
);
registerFormField(BigIntegerField, (_, options) =>
  make(fields.IntegerField, { minValue: -(2n ** 63n), maxValue: 2n ** 63n - 1n, ...options }),
);
registerFormField(PositiveBigIntegerField, (_, options) =>
  make(fields.IntegerField, { minValue: 0, maxValue: 2n ** 63n - 1n, ...options }),
);
registerFormField(FloatField, plain(fields.FloatField));
registerFormField(DecimalField, (field, options) =>
  make(fields.DecimalField, {
    maxDigits: field.options['maxDigits'] ?? null,
    decimalPlaces: field.options['decimalPlaces'] ?? null,
    ...options,
  }),
);
registerFormField(BooleanField, (field, options) =>
  make(field.null ? fields.NullBooleanField : fields.BooleanField, { ...options, required: false }),
);
registerFormField(DateField, plain(fields.DateField));
registerFormField(DateTimeField, plain(fields.DateTimeField));
registerFormField(TimeField, plain(fields.TimeField));
registerFormField(DurationField, plain(fields.DurationField));
registerFormField(FileField, (field, options) =>
  make(fields.FileField, { maxLength: field.maxLength, ...options }),
);
registerFormField(ImageField, (field, options) =>
  make(fields.ImageField, { maxLength: field.maxLength, ...options }),
);
registerFormField(ForeignKey, relationField);
registerFormField(ManyToManyField, relationField);
