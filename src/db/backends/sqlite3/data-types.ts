/** Column types as Django writes them on SQLite, by `getInternalType()`. */
export const dataTypes: Readonly<Record<string, string>> = {
  AutoField: 'integer',
  BigAutoField: 'integer',
  BinaryField: 'BLOB',
  BooleanField: 'bool',
  CharField: 'varchar(%(maxLength)s)',
  DateField: 'date',
  DateTimeField: 'datetime',
  DecimalField: 'decimal',
  DurationField: 'bigint',
  FileField: 'varchar(%(maxLength)s)',
  FilePathField: 'varchar(%(maxLength)s)',
  FloatField: 'real',
  IntegerField: 'integer',
  BigIntegerField: 'bigint',
  IPAddressField: 'char(15)',
  GenericIPAddressField: 'char(39)',
  JSONField: 'text',
  OneToOneField: 'integer',
  PositiveBigIntegerField: 'bigint unsigned',
  PositiveIntegerField: 'integer unsigned',
  PositiveSmallIntegerField: 'smallint unsigned',
  SlugField: 'varchar(%(maxLength)s)',
  SmallAutoField: 'integer',
  SmallIntegerField: 'smallint',
  TextField: 'text',
  TimeField: 'time',
  UUIDField: 'char(32)',
};

/** AUTOINCREMENT: a deleted key is never given out again. */
export const dataTypesSuffix: Readonly<Record<string, string>> = {
  AutoField: 'AUTOINCREMENT',
  BigAutoField: 'AUTOINCREMENT',
  SmallAutoField: 'AUTOINCREMENT',
};

export const dataTypeCheckConstraints: Readonly<Record<string, string>> = {
  PositiveBigIntegerField: '"%(column)s" >= 0',
  JSONField: '(JSON_VALID("%(column)s") OR "%(column)s" IS NULL)',
  PositiveIntegerField: '"%(column)s" >= 0',
  PositiveSmallIntegerField: '"%(column)s" >= 0',
};
