import { zoneOffset } from './zone-offset.ts';

/** Zones of Europe, Asia and Oceania whose abbreviations people use; those of America come from the runtime. */
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
    /^(Europe\/(Amsterdam|Andorra|Belgrade|Berlin|Bratislava|Brussels|Budapest|Busingen|Copenhagen|Gibraltar|Ljubljana|Luxembourg|Madrid|Malta|Monaco|Oslo|Paris|Podgorica|Prague|Rome|San_Marino|Sarajevo|Skopje|Stockholm|Tirane|Vaduz|Vatican|Vienna|Warsaw|Zagreb|Zurich)|Africa\/(Algiers|Ceuta|Tunis)|Arctic\/Longyearbyen|CET|MET|Poland)$/,
    'CET',
    'CEST',
  ],
  [
    /^(Europe\/(Athens|Bucharest|Chisinau|Helsinki|Kaliningrad|Kiev|Kyiv|Mariehamn|Riga|Sofia|Tallinn|Uzhgorod|Vilnius|Zaporozhye)|Asia\/(Beirut|Famagusta|Gaza|Hebron|Nicosia)|Africa\/(Cairo|Tripoli)|EET|Egypt)$/,
    'EET',
    'EEST',
  ],
  [/^(Europe\/(Moscow|Simferopol)|W-SU)$/, 'MSK', 'MSD'],
  [/^(Asia\/Seoul|ROK)$/, 'KST', 'KDT'],
  [/^Asia\/Pyongyang$/, 'KST', 'KST'],
  [/^(Asia\/Tokyo|Japan)$/, 'JST', 'JDT'],
  [/^(Asia\/(Shanghai|Chongqing|Harbin|Macau|Taipei)|PRC|ROC)$/, 'CST', 'CDT'],
  [/^(Asia\/Hong_Kong|Hongkong)$/, 'HKT', 'HKST'],
  [/^Asia\/(Kolkata|Calcutta)$/, 'IST', 'IST'],
  [/^Asia\/Karachi$/, 'PKT', 'PKST'],
  [/^Asia\/Manila$/, 'PST', 'PDT'],
  [/^Asia\/(Jakarta|Pontianak)$/, 'WIB', 'WIB'],
  [/^(Asia\/(Jerusalem|Tel_Aviv)|Israel)$/, 'IST', 'IDT'],
  [/^Africa\/(Nairobi|Kampala|Addis_Ababa|Dar_es_Salaam|Mogadishu)$/, 'EAT', 'EAT'],
  [/^Africa\/(Lagos|Kinshasa|Luanda|Douala)$/, 'WAT', 'WAT'],
  [/^Africa\/(Johannesburg|Maseru)$/, 'SAST', 'SAST'],
  [/^Africa\/(Maputo|Harare|Lusaka|Khartoum)$/, 'CAT', 'CAT'],
  [
    /^Australia\/(Sydney|Melbourne|Hobart|Canberra|Brisbane|ACT|NSW|Victoria|Queensland|Lindeman)$/,
    'AEST',
    'AEDT',
  ],
  [/^Australia\/(Adelaide|Darwin|Broken_Hill|North|South)$/, 'ACST', 'ACDT'],
  [/^Australia\/(Perth|West)$/, 'AWST', 'AWDT'],
  [/^(Pacific\/Auckland|Antarctica\/McMurdo|NZ)$/, 'NZST', 'NZDT'],
];
const american = new Map<string, Intl.DateTimeFormat>();

/** What people call a zone's time at an instant: `CET`, `EDT`; its offset where there is no such name, `+07`. */
export function zoneName(zone: string, milliseconds: number): string {
  const offset = zoneOffset(zone, milliseconds);
  if (/^(UTC)?[+-]\d\d/.test(zone)) return offsetText(offset, '');
  for (const [zones, standard, summer] of NAMES) {
    if (zones.test(zone)) return isSummer(zone, milliseconds) ? summer : standard;
  }
  const name = americanName(zone, milliseconds);
  if (!/^[A-Z]{2,5}$/.test(name)) return shortOffset(offset);
  return name;
}

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

/** `+0530`, `-0430`. */
export function offsetText(milliseconds: number, separator: string): string {
  const minutes = Math.trunc(Math.abs(milliseconds) / 60_000);
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${milliseconds < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}${separator}${pad(minutes % 60)}`;
}

function shortOffset(milliseconds: number): string {
  return offsetText(milliseconds, '').replace(/00$/, '');
}
