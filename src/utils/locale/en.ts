import type { LocaleData } from './locale-data.ts';

export const en: LocaleData = {
  formats: {
    DATE_FORMAT: 'N j, Y',
    TIME_FORMAT: 'P',
    DATETIME_FORMAT: 'N j, Y, P',
    YEAR_MONTH_FORMAT: 'F Y',
    MONTH_DAY_FORMAT: 'F j',
    SHORT_DATE_FORMAT: 'm/d/Y',
    SHORT_DATETIME_FORMAT: 'm/d/Y P',
    FIRST_DAY_OF_WEEK: 0,
    DECIMAL_SEPARATOR: '.',
    THOUSAND_SEPARATOR: ',',
    NUMBER_GROUPING: 3,
    DATE_INPUT_FORMATS: ['%Y-%m-%d', '%m/%d/%Y', '%m/%d/%y', '%b %d %Y', '%b %d, %Y', '%d %b %Y', '%d %b, %Y', '%B %d %Y', '%B %d, %Y', '%d %B %Y', '%d %B, %Y'],
    DATETIME_INPUT_FORMATS: ['%Y-%m-%d %H:%M:%S', '%Y-%m-%d %H:%M:%S.%f', '%Y-%m-%d %H:%M', '%m/%d/%Y %H:%M:%S', '%m/%d/%Y %H:%M:%S.%f', '%m/%d/%Y %H:%M', '%m/%d/%y %H:%M:%S', '%m/%d/%y %H:%M:%S.%f', '%m/%d/%y %H:%M'],
    TIME_INPUT_FORMATS: ['%H:%M:%S', '%H:%M:%S.%f', '%H:%M'],
  },
  messages: {},
};
