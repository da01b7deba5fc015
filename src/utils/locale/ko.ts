import type { LocaleData } from './locale-data.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const AP = ['Jan.', 'Feb.', 'March', 'April', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Months are numbers in Korean, in every form. */
function monthMessages(): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const [i, name] of MONTHS.entries()) {
    const month = `${i + 1}월`;
    messages[name] = month;
    messages[name.slice(0, 3).toLowerCase()] = month;
    messages[`alt. month\u0004${name}`] = month;
    messages[`abbrev. month\u0004${AP[i]}`] = month;
  }
  return messages;
}

function weekdayMessages(): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const [i, name] of WEEKDAYS.entries()) {
    const day = '월화수목금토일'[i]!;
    messages[name] = `${day}요일`;
    messages[name.slice(0, 3)] = day;
  }
  return messages;
}

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
  messages: {
    ...monthMessages(),
    ...weekdayMessages(),
    'a.m.': '오전',
    'p.m.': '오후',
    AM: '오전',
    PM: '오후',
    midnight: '자정',
    noon: '정오',
    or: '또는',
    'yes,no,maybe': '예,아니오,아마도',
    '%(num)d year': ['%(num)d년'],
    '%(num)d month': ['%(num)d개월'],
    '%(num)d week': ['%(num)d주'],
    '%(num)d day': ['%(num)d일'],
    '%(num)d hour': ['%(num)d시간'],
    '%(num)d minute': ['%(num)d분'],
    '%(size)d byte': ['%(size)d 바이트'],
    today: '오늘',
    tomorrow: '내일',
    yesterday: '어제',
    now: '지금',
  },
};
