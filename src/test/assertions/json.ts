import { fail } from '../assertion-failed.ts';
import { assertEqual } from './basic.ts';

/** The JSON text says the same as another JSON text or a value. */
export function assertJSONEqual(raw: string, expected: unknown): void {
  assertEqual<unknown>(
    parse(raw, 'First'),
    typeof expected === 'string' ? parse(expected, 'Second') : expected,
  );
}

function parse(text: string, which: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return fail(`${which} argument is not valid JSON: ${JSON.stringify(text)}`);
  }
}

/** The URLs are the same, whatever the order of their query strings. */
export function assertURLEqual(actual: string | URL, expected: string | URL): void {
  assertEqual(normalized(actual), normalized(expected));
}

function normalized(url: string | URL): string {
  const parsed = new URL(String(url), 'http://testserver');
  parsed.searchParams.sort();
  return String(parsed);
}
