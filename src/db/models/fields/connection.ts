import type { Field } from './field.ts';

/**
 * What a field needs to know of a database. Every backend's DatabaseWrapper has these; fields ask nothing else, so a
 * schema can be computed without an open connection.
 */
export interface FieldConnection {
  readonly vendor: string;
  readonly features: {
    readonly hasNativeUuidField: boolean;
    readonly hasNativeBooleanField?: boolean;
    readonly hasNativeDurationField: boolean;
    readonly relatedFieldsMatchType?: boolean;
  };
  /** Column type by internal type (`'CharField'`), filled in from the field; undefined when the field has no column. */
  columnType(internalType: string, field: Field): string | undefined;
  /** What follows the type in a definition: `AUTOINCREMENT`. */
  columnSuffix(internalType: string): string | undefined;
  /** Condition that goes with a type, `"age" >= 0`; the column name arrives quoted. */
  columnCheck(internalType: string, quotedColumn: string): string | undefined;
  readonly ops: {
    quoteName(name: string): string;
    /** Smallest and greatest number of a column type; undefined when the database knows no limit. */
    integerFieldRange(
      internalType: string,
    ): readonly [min: number | bigint, max: number | bigint] | undefined;
    adaptDateFieldValue(value: unknown): unknown;
    adaptDateTimeFieldValue(value: unknown): unknown;
    adaptTimeFieldValue(value: unknown): unknown;
    adaptDurationFieldValue(value: unknown): unknown;
    adaptDecimalFieldValue(
      value: unknown,
      maxDigits: number | undefined,
      decimalPlaces: number | undefined,
    ): unknown;
    adaptUuidFieldValue(value: unknown): unknown;
    adaptIpAddressFieldValue(value: unknown): unknown;
    adaptJsonFieldValue(value: unknown, encode: (value: unknown) => string): unknown;
    adaptBinaryFieldValue(value: unknown): unknown;
    /** How a value that the database gave becomes one of an internal type; undefined when it is that already. */
    converter(
      internalType: string,
      format: { readonly decimalPlaces?: number | null; readonly maxDigits?: number | null },
      isColumn: boolean,
    ): ((value: unknown) => unknown) | undefined;
  };
}

/** The column of a field as a database defines it. */
export interface DbParameters {
  type: string | undefined;
  check: string | undefined;
  /** Collation, where the field names one. */
  collation?: string | undefined;
}
