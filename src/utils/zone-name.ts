import { zoneOffset } from './zone-offset.ts';

/** Zones whose abbreviations people use and the runtime doesn't know; most of those of America come from the runtime. */
const NAMES: readonly (readonly [zones: RegExp, standard: string, summer: string])[] = [
  [/^(UTC|Etc\/UTC|Etc\/UCT|Zulu|Universal)$/, 'UTC', 'UTC'],
  [
    /^(GMT|Etc\/GMT|Africa\/(Abidjan|Accra|Dakar|Bamako|Lome)|Atlantic\/(Reykjavik|St_Helena))$/,
    'GMT',
    'GMT',
  ],
  [/^(Europe\/(London|Belfast|Jersey|Guernsey|Isle_of_Man)|GB|GB-Eire)$/, 'GMT', 'BST'],
  [/^(Europe\/Dublin|Eire)$/, 'GMT', 'IST'],
  [/^(Europe\/Lisbon|Portugal|Atlantic\/(Madeira|Canary|Faroe|Faeroe)|WET)$/, 'WET', 'WEST'],
  [
    /^(Europe\/(Amsterdam|Andorra|Belgrade|Berlin|Bratislava|Brussels|Budapest|Busingen|Copenhagen|Gibraltar|Ljubljana|Luxembourg|Madrid|Malta|Monaco|Oslo|Paris|Podgorica|Prague|Rome|San_Marino|Sarajevo|Skopje|Stockholm|Tirane|Vaduz|Vatican|Vienna|Warsaw|Zagreb|Zurich)|Africa\/(Algiers|Ceuta|Tunis)|Arctic\/Longyearbyen|Atlantic\/Jan_Mayen|CET|Poland)$/,
    'CET',
    'CEST',
  ],
  [
    /^(Europe\/(Athens|Bucharest|Chisinau|Helsinki|Kaliningrad|Kiev|Kyiv|Mariehamn|Nicosia|Riga|Sofia|Tallinn|Tiraspol|Uzhgorod|Vilnius|Zaporozhye)|Asia\/(Beirut|Famagusta|Gaza|Hebron|Nicosia)|Africa\/(Cairo|Tripoli)|EET|Egypt)$/,
    'EET',
    'EEST',
  ],
  [/^(Europe\/(Kirov|Moscow|Simferopol|Volgograd)|W-SU)$/, 'MSK', 'MSD'],
  [/^(Asia\/Seoul|ROK)$/, 'KST', 'KDT'],
  [/^Asia\/Pyongyang$/, 'KST', 'KST'],
  [/^(Asia\/Tokyo|Japan)$/, 'JST', 'JDT'],
  [/^(Asia\/(Shanghai|Chongqing|Chungking|Harbin|Macao|Macau|Taipei)|PRC|ROC)$/, 'CST', 'CDT'],
  [/^(Asia\/Hong_Kong|Hongkong)$/, 'HKT', 'HKST'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'IST', 'IST'],
  [/^Asia\/Karachi$/, 'PKT', 'PKST'],
  [/^Asia\/Manila$/, 'PST', 'PDT'],
  [/^Asia\/(Jakarta|Pontianak)$/, 'WIB', 'WIB'],
  [/^(Asia\/(Jerusalem|Tel_Aviv)|Israel)$/, 'IST', 'IDT'],
  [/^Asia\/(Makassar|Ujung_Pandang)$/, 'WITA', 'WITA'],
  [/^Asia\/Jayapura$/, 'WIT', 'WIT'],
  [
    /^(Africa\/(Addis_Ababa|Asmara|Asmera|Dar_es_Salaam|Djibouti|Kampala|Mogadishu|Nairobi)|Indian\/(Antananarivo|Comoro|Mayotte))$/,
    'EAT',
    'EAT',
  ],
  [
    /^Africa\/(Bangui|Brazzaville|Douala|Kinshasa|Lagos|Libreville|Luanda|Malabo|Ndjamena|Niamey|Porto-Novo)$/,
    'WAT',
    'WAT',
  ],
  [/^Africa\/(Johannesburg|Maseru|Mbabane)$/, 'SAST', 'SAST'],
  [
    /^Africa\/(Blantyre|Bujumbura|Gaborone|Harare|Juba|Khartoum|Kigali|Lubumbashi|Lusaka|Maputo|Windhoek)$/,
    'CAT',
    'CAT',
  ],
  [
    /^(Australia\/(Sydney|Melbourne|Hobart|Canberra|Currie|Brisbane|ACT|NSW|Victoria|Queensland|Lindeman|Tasmania)|Antarctica\/Macquarie)$/,
    'AEST',
    'AEDT',
  ],
  [/^Australia\/(Adelaide|Darwin|Broken_Hill|North|South|Yancowinna)$/, 'ACST', 'ACDT'],
  [/^Australia\/(Perth|West)$/, 'AWST', 'AWDT'],
  [/^MET$/, 'MET', 'MEST'],
  [/^(America\/(Adak|Atka)|US\/Aleutian)$/, 'HST', 'HDT'],
  [/^(America\/(Dawson|Hermosillo|Mazatlan|Whitehorse)|Canada\/Yukon|Mexico\/BajaSur)$/, 'MST', 'MDT'],
  [/^(America\/Havana|Cuba)$/, 'CST', 'CDT'],
  [/^Pacific\/(Guam|Saipan)$/, 'ChST', 'ChST'],
  [/^(Pacific\/(Midway|Pago_Pago|Samoa)|US\/Samoa)$/, 'SST', 'SST'],
  [/^(America\/St_Johns|Canada\/Newfoundland)$/, 'NST', 'NDT'],
  [/^(Pacific\/Auckland|Antarctica\/(McMurdo|South_Pole)|NZ)$/, 'NZST', 'NZDT'],
];
const american = new Map<string, Intl.DateTimeFormat>();

/** What people call a zone's time at an instant: `CET`, `EDT`; its offset where there is no such name, `+07`. */
export function zoneName(zone: string, milliseconds: number): string {
  const offset = zoneOffset(zone, milliseconds);
  if (/^(UTC)?[+-]\d\d/.test(zone)) return offsetText(offset, '');
  for (const [zones, standard, summer] of NAMES) {
    if (zones.test(zone)) return isSummer(zone, milliseconds) ? summer : standard;
  }
  const names = [milliseconds, WINTER, SUMMER]
    .filter((moment) => zoneOffset(zone, moment) === offset)
    .map((moment) => americanName(zone, moment));
  return names.find((name) => /^[A-Z]{2,5}$/.test(name)) ?? shortOffset(offset);
}

/** The runtime has no names for times long ago; those of today serve where the offset is the same. */
const WINTER = Date.UTC(2023, 0, 15);
const SUMMER = Date.UTC(2023, 6, 15);

/** Whether clocks are set ahead for the summer. */
export function isSummer(zone: string, milliseconds: number): boolean {
  const year = new Date(milliseconds).getUTCFullYear();
  const winter = Math.min(zoneOffset(zone, Date.UTC(year, 0, 1)), zoneOffset(zone, Date.UTC(year, 6, 1)));
  return zoneOffset(zone, milliseconds) > winter;
}

function americanName(zone: string, milliseconds: number): string {
  let formatter = american.get(zone);
  if (formatter === undefined) {
    formatter = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' });
    american.set(zone, formatter);
  }
  return formatter.formatToParts(milliseconds).find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** `+0530`, `-0430`. @param seconds show them where the offset has some, as before zones were invented */
export function offsetText(milliseconds: number, separator: string, seconds = false): string {
  const size = Math.trunc(Math.abs(milliseconds) / 1000);
  const parts = [Math.floor(size / 3600), Math.floor(size / 60) % 60];
  if (seconds && size % 60 !== 0) parts.push(size % 60);
  const text = parts.map((part) => String(part).padStart(2, '0')).join(separator);
  return (milliseconds < 0 ? '-' : '+') + text;
}

function shortOffset(milliseconds: number): string {
  return offsetText(milliseconds, '').replace(/00$/, '');
}
