/**
 * What a project's `models.ts` is written with, as `models` of `'jango/db'`: the model class, the fields, what happens on
 * deletion, indexes and constraints; and, as in Django, what queries are written with: `models.Q`, `models.Count`.
 */
export { ObjectDoesNotExist } from '../../core/errors/object-does-not-exist.ts';
export { ProtectedError, RestrictedError } from '../errors.ts';
export { Expression } from '../sql/expression.ts';
export { OrderBy } from '../sql/order-by.ts';
export { Aggregate } from './aggregates/aggregate.ts';
export {
  AnyValue,
  Avg,
  Count,
  Max,
  Min,
  StdDev,
  StringAgg,
  Sum,
  Variance,
} from './aggregates/general.ts';
export { NOT_PROVIDED } from './constants.ts';
export { CheckConstraint } from './constraints/check-constraint.ts';
export { BaseConstraint } from './constraints/constraint.ts';
export { Deferrable, UniqueConstraint } from './constraints/unique-constraint.ts';
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
export { Choices, type Enumeration, IntegerChoices, TextChoices } from './enumeration.ts';
export { Case, When } from './expressions/case.ts';
export { ExpressionWrapper } from './expressions/expression-wrapper.ts';
export { F, OuterRef } from './expressions/f.ts';
export { FilteredRelation } from './expressions/filtered-relation.ts';
export { Func } from './expressions/func.ts';
export { JSONNull } from './expressions/json-null.ts';
export { Exists, Subquery } from './expressions/subquery.ts';
export { Transform } from './expressions/transform.ts';
export { Value } from './expressions/value.ts';
export { Window } from './expressions/window.ts';
export { RowRange, ValueRange, WindowFrame, WindowFrameExclusion } from './expressions/window-frame.ts';
export { FETCH_ONE, FETCH_PEERS, FETCH_RAISE } from './fetch-modes.ts';
export { Field } from './fields/field.ts';
export type { FieldFile } from './fields/field-file.ts';
export type { ImageFieldFile } from './fields/image-field.ts';
export type { JsonValue } from './fields/json-field.ts';
export { ManyToManyRel, ManyToOneRel, OneToOneRel } from './fields/relation.ts';
export { Index } from './indexes/model-index.ts';
export { Lookup } from './lookups/lookup.ts';
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
export { prefetchRelatedObjects } from './prefetch.ts';
export { Prefetch } from './prefetch-lookup.ts';
export { Q } from './q.ts';
export * as signals from './signals.ts';
export type { LooseModel, LooseModelClass } from './types/loose-model.ts';
export type { Meta } from './types/meta.ts';
export type { ManyRelatedManager, RelatedManager } from './types/related-manager.ts';
export type { Pending, Related } from './types/relations.ts';
