/** How one language writes dates and numbers. What is left out is as the settings say. */
export interface LocaleFormats {
  readonly DATE_FORMAT?: string;
  readonly TIME_FORMAT?: string;
  readonly DATETIME_FORMAT?: string;
  readonly YEAR_MONTH_FORMAT?: string;
  readonly MONTH_DAY_FORMAT?: string;
  readonly SHORT_DATE_FORMAT?: string;
  readonly SHORT_DATETIME_FORMAT?: string;
  readonly FIRST_DAY_OF_WEEK?: number;
  readonly DECIMAL_SEPARATOR?: string;
  readonly THOUSAND_SEPARATOR?: string;
  /** Digits in a group; a list for groups of several sizes. */
  readonly NUMBER_GROUPING?: number | readonly number[];
  readonly DATE_INPUT_FORMATS?: readonly string[];
  readonly TIME_INPUT_FORMATS?: readonly string[];
  readonly DATETIME_INPUT_FORMATS?: readonly string[];
}

/** A language the framework knows: formats, and texts that are its own. */
export interface LocaleData {
  readonly formats: LocaleFormats;
  /** Texts by message; a context stands in front, with `\u0004` between. Plural forms as a list. */
  readonly messages: Readonly<Record<string, string | readonly string[]>>;
  /** Which form goes with a number, as catalogues say it: `nplurals=1; plural=0`. One and all others, unless given. */
  readonly pluralForms?: string;
}
