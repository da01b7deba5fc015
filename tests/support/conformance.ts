import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));

/** Whether the vectors of Django's behaviour are beside the repository; tests that need them are skipped otherwise, and say so. */
export const hasVectors: boolean = existsSync(folder);
if (!hasVectors)
  process.stderr.write(`No conformance vectors at ${folder}: the tests that use them are skipped.\n`);

/** One fact: an input, the state around it, and what Django makes of it. */
export interface Vector {
  readonly id: string;
  readonly env?: {
    readonly urlconf?: string;
    readonly script_prefix?: string;
    readonly language?: string | null;
    readonly now?: number;
    readonly settings?: Readonly<Record<string, unknown>>;
  };
  readonly expect: { readonly output?: unknown; readonly error?: string; readonly message?: string };
  readonly [key: string]: unknown;
}

export function readVectors(family: string): Vector[] {
  if (!hasVectors) return [];
  return readFileSync(`${folder}${family}.jsonl`, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Vector);
}

export function readConformanceFile(name: string): unknown {
  return hasVectors ? JSON.parse(readFileSync(folder + name, 'utf8')) : {};
}

/** A value of a vector: `{ $t: 'bytes', v: '...' }` becomes a Buffer, a tuple an array. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  const { $t, v } = value as { $t?: string; v?: unknown };
  if ($t === undefined) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, decode(item)]));
  }
  if ($t === 'bytes') return Buffer.from(v as string, 'base64');
  if ($t === 'tuple' || $t === 'set') return (v as unknown[]).map(decode);
  if ($t === 'float' || $t === 'bigint' || $t === 'decimal') return Number(v);
  if ($t === 'timedelta') {
    const { seconds, microseconds } = value as unknown as { seconds: number; microseconds: number };
    return seconds + microseconds / 1e6;
  }
  if ($t === 'datetime') return new Date(`${v as string}Z`);
  if ($t === 'dict' || $t === 'multivaluedict' || $t === 'querydict') {
    return (v as [unknown, unknown][]).map(([name, item]) => [name, decode(item)]);
  }
  return v;
}

/** Settings of a vector over those that all vectors share. */
export function vectorSettings(vector: Vector): Record<string, unknown> {
  return { ...BASE, ...(decode(vector.env?.settings ?? {}) as object) };
}

const BASE = {
  SECRET_KEY: 'django_tests_secret_key',
  BASE_DIR: '/nowhere',
  DEBUG: false,
  ALLOWED_HOSTS: ['testserver'],
  USE_TZ: false,
  LANGUAGE_CODE: 'en',
};
