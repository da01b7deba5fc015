/** Column types as Django writes them on MySQL, by `getInternalType()`. */
export const dataTypes: Readonly<Record<string, string>> = {
  AutoField: 'integer AUTO_INCREMENT',
  BigAutoField: 'bigint AUTO_INCREMENT',
  BinaryField: 'longblob',
  BooleanField: 'bool',
  CharField: 'varchar(%(maxLength)s)',
  DateField: 'date',
  DateTimeField: 'datetime(6)',
  DecimalField: 'numeric(%(maxDigits)s, %(decimalPlaces)s)',
  DurationField: 'bigint',
  FileField: 'varchar(%(maxLength)s)',
  FilePathField: 'varchar(%(maxLength)s)',
  FloatField: 'double precision',
  IntegerField: 'integer',
  BigIntegerField: 'bigint',
  IPAddressField: 'char(15)',
  GenericIPAddressField: 'char(39)',
  JSONField: 'json',
  OneToOneField: 'integer',
  PositiveBigIntegerField: 'bigint UNSIGNED',
  PositiveIntegerField: 'integer UNSIGNED',
  PositiveSmallIntegerField: 'smallint UNSIGNED',
  SlugField: 'varchar(%(maxLength)s)',
  SmallAutoField: 'smallint AUTO_INCREMENT',
  SmallIntegerField: 'smallint',
  TextField: 'longtext',
  TimeField: 'time(6)',
  UUIDField: 'char(32)',
};

/** Types that take no default in MySQL and no index of their whole length. */
export const LIMITED_TYPES: ReadonlySet<string> = new Set([
  'tinyblob',
  'blob',
  'mediumblob',
  'longblob',
  'tinytext',
  'text',
  'mediumtext',
  'longtext',
  'json',
]);

export function isLimitedType(type: string | undefined): boolean {
  return type !== undefined && LIMITED_TYPES.has(type.toLowerCase());
}
