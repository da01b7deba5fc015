/** What stands for something else than its text, where it has no quotes: YAML 1.1, as PyYAML reads and writes it. */
export const BOOLEAN: RegExp =
  /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
export const FLOAT: RegExp =
  /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;
export const INTEGER: RegExp =
  /^(?:[-+]?0b[0-1_]+|[-+]?0[0-7_]+|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x[0-9a-fA-F_]+|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$/;
export const NULL: RegExp = /^(?:~|null|Null|NULL|)$/;
export const TIMESTAMP: RegExp =
  /^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/;

/** What the package `yaml` calls a tag. */
export interface PlainTag {
  readonly tag: string;
  readonly default: true;
  readonly test: RegExp;
  resolve(text: string): unknown;
}

/** How plain values are read. Dates and times stay texts, which fields read; whole numbers beyond 2^53 are a bigint. */
export const PLAIN_TAGS: readonly PlainTag[] = [
  plainTag('null', NULL, () => null),
  plainTag('bool', BOOLEAN, (text) => /^(?:yes|true|on)$/i.test(text)),
  plainTag('int', INTEGER, readInteger),
  plainTag('float', FLOAT, readFloat),
];

function plainTag(name: string, test: RegExp, resolve: (text: string) => unknown): PlainTag {
  return { tag: `tag:yaml.org,2002:${name}`, default: true, test, resolve };
}

/** `017` is octal, `1:30` ninety. */
function readInteger(text: string): number | bigint {
  const [sign, digits] = signed(text);
  const whole = digits.includes(':')
    ? digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
    : BigInt(/^0\d/.test(digits) ? `0o${digits}` : digits);
  const number = sign * Number(whole);
  return Number.isSafeInteger(number) ? number : BigInt(sign) * whole;
}

function readFloat(text: string): number {
  const [sign, digits] = signed(text.toLowerCase());
  if (digits === '.inf') return sign * Number.POSITIVE_INFINITY;
  return sign * digits.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
}

function signed(text: string): [sign: number, digits: string] {
  return [text.startsWith('-') ? -1 : 1, text.replace(/^[-+]/, '').replaceAll('_', '')];
}
