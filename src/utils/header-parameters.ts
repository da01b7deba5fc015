import { strip } from './whitespace.ts';

/**
 * A header of the form `text/html; charset=utf-8`: the value before the first semicolon in lower case, and its parameters.
 * Quotes are taken off; `filename*=utf-8''na%C3%AFve.txt` is decoded under `filename`.
 */
export function parseHeaderParameters(line: string): [value: string, parameters: Record<string, string>] {
  const [value = '', ...rest] = splitParameters(line);
  const parameters: Record<string, string> = {};
  for (const part of rest) {
    const equals = part.indexOf('=');
    if (equals < 0) continue;
    const name = strip(part.slice(0, equals)).toLowerCase();
    const text = unquoted(strip(part.slice(equals + 1)));
    if (name.endsWith('*')) {
      const plain = name.slice(0, -1);
      parameters[plain] = part.split("'").length === 3 ? decodeExtended(text) : text;
    } else {
      parameters[name] = text;
    }
  }
  return [value.toLowerCase(), parameters];
}

/** The parts between semicolons that are not inside quotes. */
function splitParameters(line: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let quoted = false;
  for (let i = 0; i <= line.length; i++) {
    if (line[i] === '"' && line[i - 1] !== '\\') quoted = !quoted;
    if (i === line.length || (line[i] === ';' && !quoted)) {
      parts.push(strip(line.slice(start, i)));
      start = i + 1;
    }
  }
  return parts;
}

function unquoted(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) return text;
  return text.slice(1, -1).replaceAll('\\\\', '\\').replaceAll('\\"', '"');
}

/** `utf-8'en'na%C3%AFve` is `naïve`; bytes that aren't of that encoding become replacement characters. */
function decodeExtended(text: string): string {
  const [encoding = 'utf-8', , value = ''] = text.split("'");
  const bytes = Buffer.from(
    value.replace(/%([0-9a-f]{2})/gi, (_, pair: string) => String.fromCharCode(Number.parseInt(pair, 16))),
    'latin1',
  );
  try {
    return new TextDecoder(encoding).decode(bytes);
  } catch {
    return bytes.toString();
  }
}
