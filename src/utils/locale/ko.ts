import { KOREAN_MESSAGES } from './ko-messages.ts';
import type { LocaleData } from './locale-data.ts';

export const ko: LocaleData = {
  formats: {
    DATE_FORMAT: 'Y년 n월 j일',
    TIME_FORMAT: 'A g:i',
    DATETIME_FORMAT: 'Y년 n월 j일 g:i A',
    YEAR_MONTH_FORMAT: 'Y년 n월',
    MONTH_DAY_FORMAT: 'n월 j일',
    SHORT_DATE_FORMAT: 'Y-n-j',
    SHORT_DATETIME_FORMAT: 'Y-n-j H:i',
    DECIMAL_SEPARATOR: '.',
    THOUSAND_SEPARATOR: ',',
    NUMBER_GROUPING: 3,
    DATE_INPUT_FORMATS: ['%Y-%m-%d', '%m/%d/%Y', '%m/%d/%y', '%Y년 %m월 %d일'],
    TIME_INPUT_FORMATS: ['%H:%M:%S', '%H:%M:%S.%f', '%H:%M', '%H시 %M분 %S초', '%H시 %M분'],
    DATETIME_INPUT_FORMATS: [
      '%Y-%m-%d %H:%M:%S',
      '%Y-%m-%d %H:%M:%S.%f',
      '%Y-%m-%d %H:%M',
      '%m/%d/%Y %H:%M:%S',
      '%m/%d/%Y %H:%M:%S.%f',
      '%m/%d/%Y %H:%M',
      '%m/%d/%y %H:%M:%S',
      '%m/%d/%y %H:%M:%S.%f',
      '%m/%d/%y %H:%M',
      '%Y년 %m월 %d일 %H시 %M분 %S초',
      '%Y년 %m월 %d일 %H시 %M분',
    ],
  },
  pluralForms: 'nplurals=1; plural=0',
  messages: KOREAN_MESSAGES,
};
