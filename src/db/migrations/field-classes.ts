import { AutoField, BigAutoField, SmallAutoField } from '../models/fields/auto-field.ts';
import { BinaryField } from '../models/fields/binary-field.ts';
import { BooleanField } from '../models/fields/boolean-field.ts';
import { CharField } from '../models/fields/char-field.ts';
import { CompositePrimaryKey } from '../models/fields/composite-primary-key.ts';
import { DateField } from '../models/fields/date-field.ts';
import { DateTimeField } from '../models/fields/date-time-field.ts';
import { DecimalField } from '../models/fields/decimal-field.ts';
import { DurationField } from '../models/fields/duration-field.ts';
import { FileField } from '../models/fields/file-field.ts';
import { FilePathField } from '../models/fields/file-path-field.ts';
import { FloatField } from '../models/fields/float-field.ts';
import { ForeignKey } from '../models/fields/foreign-key.ts';
import { ForeignObject } from '../models/fields/foreign-object.ts';
import { GeneratedField } from '../models/fields/generated-field.ts';
import { GenericIPAddressField } from '../models/fields/generic-ip-address-field.ts';
import { ImageField } from '../models/fields/image-field.ts';
import { IntegerField } from '../models/fields/integer-field.ts';
import {
  BigIntegerField,
  PositiveBigIntegerField,
  PositiveIntegerField,
  PositiveSmallIntegerField,
  SmallIntegerField,
} from '../models/fields/integer-kinds.ts';
import { JSONField } from '../models/fields/json-field.ts';
import { ManyToManyField } from '../models/fields/many-to-many-field.ts';
import { OneToOneField } from '../models/fields/one-to-one-field.ts';
import { OrderWrt } from '../models/fields/order-wrt.ts';
import { TextField } from '../models/fields/text-field.ts';
import { EmailField, SlugField, URLField } from '../models/fields/text-kinds.ts';
import { TimeField } from '../models/fields/time-field.ts';
import { UUIDField } from '../models/fields/uuid-field.ts';

/** The fields that a migration file can write by name. */
export const FIELD_CLASSES = {
  AutoField,
  BigAutoField,
  BigIntegerField,
  BinaryField,
  BooleanField,
  CharField,
  CompositePrimaryKey,
  DateField,
  DateTimeField,
  DecimalField,
  DurationField,
  EmailField,
  FileField,
  FilePathField,
  FloatField,
  ForeignKey,
  ForeignObject,
  GeneratedField,
  GenericIPAddressField,
  ImageField,
  IntegerField,
  JSONField,
  ManyToManyField,
  OneToOneField,
  OrderWrt,
  PositiveBigIntegerField,
  PositiveIntegerField,
  PositiveSmallIntegerField,
  SlugField,
  SmallAutoField,
  SmallIntegerField,
  TextField,
  TimeField,
  URLField,
  UUIDField,
} as const;
