/** The settings that decide how texts, numbers and times appear; the settings module hands them over. */
export interface LocaleSettings {
  readonly DEBUG: boolean;
  readonly LANGUAGE_CODE: string;
  readonly TIME_ZONE: string;
  readonly USE_I18N: boolean;
  readonly USE_TZ: boolean;
  readonly USE_THOUSAND_SEPARATOR: boolean;
  readonly FIRST_DAY_OF_WEEK: number;
  readonly DATE_FORMAT: string;
  readonly DATETIME_FORMAT: string;
  readonly TIME_FORMAT: string;
  readonly SHORT_DATE_FORMAT: string;
  readonly SHORT_DATETIME_FORMAT: string;
  readonly YEAR_MONTH_FORMAT: string;
  readonly MONTH_DAY_FORMAT: string;
  readonly DECIMAL_SEPARATOR: string;
  readonly THOUSAND_SEPARATOR: string;
  readonly NUMBER_GROUPING: number | readonly number[];
  readonly LANGUAGES: readonly (readonly [code: string, name: string])[];
  readonly LANGUAGES_BIDI: readonly string[];
  readonly LANGUAGE_COOKIE_NAME: string;
  readonly LOCALE_PATHS: readonly string[];
}

let current: LocaleSettings = {
  DEBUG: false,
  LANGUAGE_CODE: 'en-us',
  TIME_ZONE: 'UTC',
  USE_I18N: true,
  USE_TZ: true,
  USE_THOUSAND_SEPARATOR: false,
  FIRST_DAY_OF_WEEK: 0,
  DATE_FORMAT: 'N j, Y',
  DATETIME_FORMAT: 'N j, Y, P',
  TIME_FORMAT: 'P',
  SHORT_DATE_FORMAT: 'm/d/Y',
  SHORT_DATETIME_FORMAT: 'm/d/Y P',
  YEAR_MONTH_FORMAT: 'F Y',
  MONTH_DAY_FORMAT: 'F j',
  DECIMAL_SEPARATOR: '.',
  THOUSAND_SEPARATOR: ',',
  NUMBER_GROUPING: 0,
  LANGUAGES: [['en', 'English']],
  LANGUAGES_BIDI: [],
  LANGUAGE_COOKIE_NAME: 'django_language',
  LOCALE_PATHS: [],
};

/** The settings in force; another object when they change, so that what is worked out from them can be kept per object. */
export function localeSettings(): LocaleSettings {
  return current;
}

/** Called when settings are loaded or overridden. */
export function setLocaleSettings(settings: LocaleSettings): void {
  current = settings;
}
