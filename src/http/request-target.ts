import { BadRequest } from '../core/errors/requests.ts';

/** The parts of a request line's target. */
export interface RequestTarget {
  /** Decoded; as it came when `error` is set. */
  readonly path: string;
  /** As it came, without `?`. */
  readonly queryString: string;
  /** Set when the path isn't one: it is thrown where the view would be looked for. */
  readonly error: BadRequest | undefined;
}

/** Take `/articles/?page=2` apart; a whole URL, as proxies may send it, gives its path. */
export function parseTarget(target: string): RequestTarget {
  const local = target.startsWith('/')
    ? target
    : target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '') || '/';
  const mark = local.indexOf('?');
  const raw = mark < 0 ? local : local.slice(0, mark);
  const queryString = mark < 0 ? '' : local.slice(mark + 1);
  if (!NEEDS_DECODING.test(raw)) return { path: raw, queryString, error: undefined };
  try {
    const path = decodeURIComponent(utf8Of(raw));
    const error = path.includes('\0')
      ? new BadRequest('The path of the request holds a NUL character.')
      : undefined;
    return { path: error === undefined ? path : raw, queryString, error };
  } catch {
    return {
      path: raw,
      queryString,
      error: new BadRequest('The path of the request is not valid percent-encoded UTF-8.'),
    };
  }
}

const NEEDS_DECODING = /[%\x80-\xff]/;

/** Header texts hold one byte per character; here they become the characters that were meant. */
export function utf8Of(latin1: string): string {
  return /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString() : latin1;
}
