import { fail } from './assertion-failed.ts';
import type { TestResponse } from './test-response.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** As browsers do. */
const MOST = 20;

/**
 * Go where redirects lead, to the end. @returns the last response, with the way in its `redirectChain`
 * @param visit make the next request: the `same` one again for 307 and 308, a GET otherwise
 */
export async function followRedirects(
  first: TestResponse,
  visit: (next: 'same' | 'get', path: string, secure: boolean) => Promise<TestResponse>,
): Promise<TestResponse> {
  const chain: [url: string, statusCode: number][] = [];
  let response = first;
  while (REDIRECTS.has(response.statusCode) && response.url !== undefined) {
    const { url, statusCode, request } = response;
    if (chain.some(([seen]) => seen === url)) fail(`Redirect loop detected: ${way(chain)} -> ${url}.`);
    if (chain.length === MOST) fail(`Too many redirects: ${way(chain)}.`);
    chain.push([url, statusCode]);
    const next = new URL(url, request.buildAbsoluteUri());
    const kind = statusCode === 307 || statusCode === 308 ? 'same' : 'get';
    response = await visit(kind, next.pathname + next.search, next.protocol === 'https:');
  }
  response.redirectChain = chain;
  return response;
}

function way(chain: readonly (readonly [url: string, statusCode: number])[]): string {
  return chain.map(([url]) => url).join(' -> ');
}
