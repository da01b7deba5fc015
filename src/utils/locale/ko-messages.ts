import { KOREAN_LANGUAGE_NAMES } from './ko-language-names.ts';

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
    messages[name.slice(0, 3)] = `${day}요일`;
  }
  return messages;
}

/** Numbers have one form for all counts. */
function countedMessages(): Record<string, readonly string[]> {
  const messages: Record<string, readonly string[]> = { '%(size)d byte': ['%(size)d 바이트'] };
  for (const [unit, word] of Object.entries(UNITS)) {
    const text = [`%(num)d${word}`];
    messages[`%(num)d ${unit}`] = text;
    messages[`naturaltime-past\u0004%(num)d ${unit}`] = text;
    messages[`naturaltime-future\u0004%(num)d ${unit}`] = text;
  }
  for (const [one, word] of Object.entries(CLOCK_UNITS)) {
    messages[`${one} ago`] = [`%(count)s ${word} 전`];
    messages[`${one} from now`] = [`지금부터 %(count)s ${word}`];
  }
  for (const [name, word] of Object.entries(LARGE_NUMBERS))
    messages[`%(value)s ${name}`] = [`%(value)s ${word}`];
  return messages;
}

const UNITS = { year: '년', month: '개월', week: '주', day: '일', hour: '시간', minute: '분' };
const CLOCK_UNITS = { 'a second': '초', 'a minute': '분', 'an hour': '시간' };
const LARGE_NUMBERS = {
  million: '백만',
  billion: '십억',
  trillion: '조',
  quadrillion: '천조',
  quintillion: '백경',
  sextillion: '섹틸리언-10의21제곱',
  septillion: '셉틸리언-10의 24제곱',
  octillion: '옥틸리언-10의 27제곱',
  nonillion: '노닐리언-10의30제곱',
  decillion: '디실리언-10의 33제곱',
  googol: '구골-10의 100제곱',
};
const DIGITS = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

function numberMessages(): Record<string, string> {
  const messages: Record<string, string> = { 'ordinal 11, 12, 13\u0004{}th': '{}번째' };
  for (const [i, suffix] of ['th', 'st', 'nd', 'rd', 'th', 'th', 'th', 'th', 'th', 'th'].entries())
    messages[`ordinal ${i}\u0004{}${suffix}`] = '{}번째';
  for (const [i, word] of DIGITS.entries()) messages[word] = String(i + 1);
  return messages;
}

/** The words of tags and filters. */
export const KOREAN_MESSAGES: Readonly<Record<string, string | readonly string[]>> = {
  ...KOREAN_LANGUAGE_NAMES,
  ...monthMessages(),
  ...weekdayMessages(),
  ...countedMessages(),
  ...numberMessages(),
  'a.m.': '오전',
  'p.m.': '오후',
  AM: '오전',
  PM: '오후',
  midnight: '자정',
  noon: '정오',
  or: '또는',
  and: '또한',
  'yes,no,maybe': '예,아니오,아마도',
  '%(delta)s ago': '%(delta)s 전',
  '%(delta)s from now': '지금부터 %(delta)s',
  today: '오늘',
  tomorrow: '내일',
  yesterday: '어제',
  now: '지금',
};
