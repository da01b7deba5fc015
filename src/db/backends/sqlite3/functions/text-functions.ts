import { crypto } from '../../../../utils/builtins.ts';
import { uuid7 } from '../../../../utils/uuid7.ts';
import type { SqlFunction } from '../driver.ts';
import { regexp } from './regexp.ts';

/** NULL as soon as one argument is NULL. */
function strict(body: (...values: (string | number | bigint)[]) => unknown): SqlFunction {
  return (...values) => (values.includes(null) ? null : body(...(values as (string | number | bigint)[])));
}

function hash(algorithm: string): SqlFunction {
  return strict((text) => crypto().createHash(algorithm).update(String(text)).digest('hex'));
}

/** Letters are code points, as everywhere in SQL. */
function pad(text: string, length: number, fill: string, side: 'left' | 'right'): string {
  const letters = [...text];
  const missing = length - letters.length;
  if (missing <= 0) return letters.slice(0, length).join('');
  const padding = [...fill.repeat(missing)].slice(0, missing).join('');
  return side === 'left' ? padding + text : text + padding;
}

/** Text and hash functions that SQLite lacks, as Django names them. */
export const textFunctions: Readonly<Record<string, SqlFunction>> = {
  regexp,
  LPAD: strict((text, length, fill) => pad(String(text), Number(length), String(fill), 'left')),
  RPAD: strict((text, length, fill) => pad(String(text), Number(length), String(fill), 'right')),
  REPEAT: strict((text, times) => String(text).repeat(Math.max(0, Number(times)))),
  REVERSE: strict((text) => [...String(text)].reverse().join('')),
  MD5: hash('md5'),
  SHA1: hash('sha1'),
  SHA224: hash('sha224'),
  SHA256: hash('sha256'),
  SHA384: hash('sha384'),
  SHA512: hash('sha512'),
  COT: strict((x) => 1 / Math.tan(Number(x))),
  SIGN: strict((x) => (Number.isNaN(Number(x)) ? null : BigInt(Math.sign(Number(x))))),
  MOD: strict((a, b) => (Number(b) === 0 ? null : Number(a) % Number(b))),
  POWER: strict((a, b) => Number(a) ** Number(b)),
};

/** Functions of integers of 64 bits, which numbers do not hold exactly. */
export const wideFunctions: Readonly<Record<string, SqlFunction>> = {
  BITXOR: strict((a, b) => BigInt.asIntN(64, BigInt(a) ^ BigInt(b))),
};

/** Functions whose value changes from call to call. */
export const volatileFunctions: Readonly<Record<string, SqlFunction>> = {
  UUIDV4: () => crypto().randomUUID().replaceAll('-', ''),
  UUIDV7: () => uuid7().replaceAll('-', ''),
  RAND: () => crypto().randomInt(0, 2 ** 47) / 2 ** 47,
};
