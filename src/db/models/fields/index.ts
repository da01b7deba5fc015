/** The classes of the fields, to extend or to ask `instanceof`: `fields.CharField`. In a model, call `models.CharField()`. */
export { AutoField, BigAutoField, SmallAutoField } from './auto-field.ts';
export { BinaryField } from './binary-field.ts';
export { BooleanField } from './boolean-field.ts';
export { CharField } from './char-field.ts';
export type { Choice, ChoiceGroup, ChoicesOption } from './choices.ts';
export { CompositePrimaryKey, type CompositePrimaryKeyOptions } from './composite-primary-key.ts';
export type { DbParameters, FieldConnection } from './connection.ts';
export { DateField } from './date-field.ts';
export { DateTimeField } from './date-time-field.ts';
export { DecimalField } from './decimal-field.ts';
export type { Deconstruction } from './deconstruct.ts';
export { DurationField } from './duration-field.ts';
export { Field } from './field.ts';
export { FieldFile } from './field-file.ts';
export { FileField } from './file-field.ts';
export { FilePathField } from './file-path-field.ts';
export { FloatField } from './float-field.ts';
export { ForeignKey, type ForeignKeyOptions } from './foreign-key.ts';
export { ForeignObject, type ForeignObjectOptions } from './foreign-object.ts';
export { GeneratedField } from './generated-field.ts';
export { GenericIPAddressField } from './generic-ip-address-field.ts';
export { ImageField, ImageFieldFile } from './image-field.ts';
export { IntegerField } from './integer-field.ts';
export {
  BigIntegerField,
  PositiveBigIntegerField,
  PositiveIntegerField,
  PositiveSmallIntegerField,
  SmallIntegerField,
} from './integer-kinds.ts';
export { JSONField, type JsonValue } from './json-field.ts';
export { ManyToManyField, type ManyToManyOptions } from './many-to-many-field.ts';
export { OneToOneField } from './one-to-one-field.ts';
export type { FieldOptions, Validator } from './options.ts';
export { OrderWrt } from './order-wrt.ts';
export { ManyToManyRel, ManyToOneRel, OneToOneRel, Relation } from './relation.ts';
export { TextField } from './text-field.ts';
export { EmailField, SlugField, URLField } from './text-kinds.ts';
export { TimeField } from './time-field.ts';
export { UUIDField } from './uuid-field.ts';
