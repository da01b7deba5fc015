/**
 * What a project's `models.ts` is written with, as `models` of `'jango/db'`: the model class, the fields, what happens on
 * deletion, indexes and constraints.
 */
export { CheckConstraint } from './constraints/check-constraint.ts';
export { BaseConstraint } from './constraints/constraint.ts';
export { type Deferrable, UniqueConstraint } from './constraints/unique-constraint.ts';
export { CompositePrimaryKey } from './declarations/composite-primary-key.ts';
export { customField } from './declarations/custom-field.ts';
export { BinaryField, GeneratedField, JSONField } from './declarations/data.ts';
export { DateField, DateTimeField, DurationField, TimeField } from './declarations/dates.ts';
export { FileField, ImageField } from './declarations/files.ts';
export {
  AutoField,
  BigAutoField,
  BigIntegerField,
  BooleanField,
  DecimalField,
  FloatField,
  IntegerField,
  PositiveBigIntegerField,
  PositiveIntegerField,
  PositiveSmallIntegerField,
  SmallAutoField,
  SmallIntegerField,
} from './declarations/numbers.ts';
export { ForeignKey, ForeignObject, ManyToManyField, OneToOneField } from './declarations/relations.ts';
export {
  CharField,
  EmailField,
  FilePathField,
  GenericIPAddressField,
  SlugField,
  TextField,
  URLField,
  UUIDField,
} from './declarations/text.ts';
export { type Choices, type Enumeration, IntegerChoices, TextChoices } from './enumeration.ts';
export { FETCH_ONE, FETCH_PEERS, FETCH_RAISE } from './fetch-modes.ts';
export type { FieldFile } from './fields/field-file.ts';
export type { ImageFieldFile } from './fields/image-field.ts';
export type { JsonValue } from './fields/json-field.ts';
export { Index } from './indexes/model-index.ts';
export { Manager, QuerySet } from './managers.ts';
export { type AnyModel, Model, type ModelClass } from './model.ts';
export {
  CASCADE,
  DB_CASCADE,
  DB_SET_DEFAULT,
  DB_SET_NULL,
  DO_NOTHING,
  OnDelete,
  PROTECT,
  RESTRICT,
  SET,
  SET_DEFAULT,
  SET_NULL,
} from './on-delete.ts';
export type { Options } from './options.ts';
export type { DeleteOptions, DeletionCount, RefreshOptions, SaveOptions } from './persistence.ts';
export type { LooseModel, LooseModelClass } from './types/loose-model.ts';
export type { Meta } from './types/meta.ts';
export type { ManyRelatedManager, RelatedManager } from './types/related-manager.ts';
export type { Pending, Related } from './types/relations.ts';
