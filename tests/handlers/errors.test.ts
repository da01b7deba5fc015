import { afterEach, describe, expect, test } from 'vitest';
import { gotRequestException } from '../../src/core/signals.ts';
import { captureLog, type Site, startSite } from '../support/site.ts';

let site: Site;
afterEach(() => site.close());

async function get(
  path: string,
  accept = 'text/html',
): Promise<{ status: number; body: string; log: string }> {
  const { result, log } = await captureLog(async () => {
    const response = await site.fetch(path, { headers: { accept } });
    return { status: response.status, body: await response.text() };
  });
  return { ...result, log };
}

describe('in production', () => {
  test('errors have a plain page and go to the log', async () => {
    site = await startSite();
    for (const path of ['/boom/', '/rejected/']) {
      const { status, body, log } = await get(path);
      expect(status).toBe(500);
      expect(body).toContain('Server error');
      expect(body).not.toMatch(/secret|inside|jango|views/i);
      expect(log).toContain(`Internal Server Error: ${path}`);
      expect(log).toContain('A secret detail of the inside.');
    }
  });

  test('what is not there, and what is not allowed, has a page of its own', async () => {
    site = await startSite();
    expect(await get('/nowhere/')).toMatchObject({ status: 404, log: '' });
    expect(await get('/missing/')).toMatchObject({ status: 404 });
    expect((await get('/missing/')).body).not.toContain('article');
    expect(await get('/denied/')).toMatchObject({ status: 403 });
  });

  test('the root URLconf may answer by itself', async () => {
    site = await startSite({ ROOT_URLCONF: 'tests/handlers/site/own-404-urls.ts' });
    const { status, body } = await get('/x/');
    expect(status).toBe(404);
    expect(body).toBe("own 404 for /x/: The path 'x/' didn't match any URL pattern.");
  });

  test('receivers of gotRequestException see the error', async () => {
    site = await startSite();
    const errors: unknown[] = [];
    const receiver = ({ error }: { error: unknown }): unknown => errors.push(error);
    gotRequestException.connect(receiver);
    await get('/boom/');
    gotRequestException.disconnect(receiver);
    expect(errors).toHaveLength(1);
  });

  test('a view without a response says so in the log', async () => {
    site = await startSite();
    const { status, log } = await get('/nothing/');
    expect(status).toBe(500);
    expect(log).toContain(
      "The view nothing didn't return an HttpResponse object. It returned undefined instead.",
    );
  });
});

describe('in DEBUG', () => {
  test('an error shows its source, the request and the settings without secrets', async () => {
    site = await startSite({
      DEBUG: true,
      DATABASES: { default: { ENGINE: 'sqlite3', NAME: 'x', PASSWORD: 'hunter2' } },
    });
    const { status, body } = await get('/rejected/?q=%3Cscript%3E');
    expect(status).toBe(500);
    expect(body).toContain('A secret detail of the inside.');
    expect(body).toContain('tests/handlers/site/views.ts');
    expect(body).toContain('throw new Error(');
    expect(body).toContain('ROOT_URLCONF');
    expect(body).not.toContain('hunter2');
    expect(body).not.toContain('a key for tests');
    expect(body).not.toContain('<script>');
  });

  test('a client that takes no HTML gets text', async () => {
    site = await startSite({ DEBUG: true });
    const { body } = await get('/boom/', 'application/json');
    expect(body).toMatch(/^ImproperlyConfigured: A secret detail of the inside\.\n {2}at .*boom/);
    expect(body).not.toContain('<');
  });

  test('an unknown path lists the patterns and suggests one', async () => {
    site = await startSite({ DEBUG: true });
    const { status, body } = await get('/fomr/');
    expect(status).toBe(404);
    expect(body).toContain('No URL pattern matches this path');
    expect(body).toContain('articles/');
    expect(body).toContain('Did you mean <a href="/form/">');
  });

  test('a 404 of a view says which view and why', async () => {
    site = await startSite({ DEBUG: true });
    const { body } = await get('/missing/');
    expect(body).toContain('No such article.');
    expect(body).toContain('<code>missing</code>');
  });

  test('a project without patterns has a welcome page', async () => {
    site = await startSite({ DEBUG: true, ROOT_URLCONF: 'tests/handlers/site/empty-urls.ts' });
    const { status, body, log } = await get('/');
    expect([status, log]).toEqual([200, '']);
    expect(body).toContain('Your project is running.');
    expect((await get('/x/')).status).toBe(404);
  });

  test('a POST without its slash says what would be lost', async () => {
    site = await startSite({ DEBUG: true });
    const { result } = await captureLog(() =>
      site.fetch('/post', { method: 'POST', headers: { accept: 'text/plain' } }),
    );
    expect(result.status).toBe(500);
    expect(await result.text()).toContain("the URL doesn't end in a slash and you have APPEND_SLASH set");
  });
});
