import { fail, prefixed } from '../assertion-failed.ts';
import type { Client } from '../client.ts';
import type { TestResponse } from '../test-response.ts';

export interface ContainsOptions {
  /** How often; at least once unless given. */
  count?: number;
  /** Of the response; 200 unless given. */
  statusCode?: number;
  msgPrefix?: string;
}

/** The response has this status, and its text holds `text`. */
export function assertContains(response: TestResponse, text: unknown, options: ContainsOptions = {}): void {
  const { count, msgPrefix } = options;
  const found = occurrences(response, text, options);
  if (count === undefined ? found > 0 : found === count) return;
  const wanted = count === undefined ? "Couldn't find" : `Found ${found} instances (expected ${count}) of`;
  fail(prefixed(msgPrefix, `${wanted} '${text}' in the following response\n${response.text}`));
}

/** The response has this status, and its text does not hold `text`. */
export function assertNotContains(
  response: TestResponse,
  text: unknown,
  options: Omit<ContainsOptions, 'count'> = {},
): void {
  const found = occurrences(response, text, options);
  if (found === 0) return;
  fail(
    prefixed(options.msgPrefix, `'${text}' unexpectedly found in the following response\n${response.text}`),
  );
}

function occurrences(response: TestResponse, text: unknown, options: ContainsOptions): number {
  const { statusCode = 200, msgPrefix } = options;
  if (response.statusCode !== statusCode) {
    fail(
      prefixed(
        msgPrefix,
        `Couldn't retrieve content: Response code was ${response.statusCode} (expected ${statusCode})`,
      ),
      { actual: response.statusCode, expected: statusCode },
    );
  }
  return response.text.split(String(text)).length - 1;
}

export interface RedirectsOptions {
  /** Of the redirect; 302 unless given. */
  statusCode?: number;
  /** Of the page that it leads to; 200 unless given. */
  targetStatusCode?: number;
  /** Whether to look at that page; yes unless given. */
  fetchRedirectResponse?: boolean;
  msgPrefix?: string;
}

/**
 * The response redirects to this URL, and the page there answers with 200. With `follow: true` the way the client went is looked at.
 * @param client fetches that page
 */
export async function assertRedirects(
  response: TestResponse,
  expectedUrl: string,
  client: Client,
  options: RedirectsOptions = {},
): Promise<void> {
  const { statusCode = 302, targetStatusCode = 200, fetchRedirectResponse = true, msgPrefix } = options;
  const followed = response.redirectChain.at(-1);
  const actual =
    followed === undefined
      ? [response.url, response.statusCode]
      : [followed[0], response.redirectChain[0]![1]];
  if (actual[1] !== statusCode) {
    const what =
      followed === undefined
        ? "Response didn't redirect as expected"
        : "Initial response didn't redirect as expected";
    fail(prefixed(msgPrefix, `${what}: Response code was ${actual[1]} (expected ${statusCode})`));
  }
  const url = pathOf(String(actual[0]), response);
  const expected = pathOf(expectedUrl, response);
  if (url !== expected) {
    fail(prefixed(msgPrefix, `Response redirected to '${url}', expected '${expected}'`), {
      actual: url,
      expected,
    });
  }
  if (!fetchRedirectResponse && followed === undefined) return;
  const target = followed === undefined ? await client.get(url) : response;
  if (target.statusCode === targetStatusCode) return;
  fail(
    prefixed(
      msgPrefix,
      `Couldn't retrieve redirection page '${url}': response code was ${target.statusCode} (expected ${targetStatusCode})`,
    ),
  );
}

/** Path and query of a URL of this site, from wherever it starts; a URL elsewhere stays whole. */
function pathOf(url: string, response: TestResponse): string {
  const { request } = response;
  const absolute = new URL(url, request.buildAbsoluteUri());
  const own = new URL(request.buildAbsoluteUri());
  return absolute.host === own.host ? absolute.pathname + absolute.search + absolute.hash : absolute.href;
}
