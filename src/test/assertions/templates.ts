import type { Awaitable } from '../../utils/awaitable.ts';
import { fail, prefixed } from '../assertion-failed.ts';
import { captureTemplates } from '../rendered.ts';
import { TestResponse } from '../test-response.ts';

type Subject = TestResponse | (() => Awaitable<unknown>);

/** The template was rendered for a response, or by a function: `await assertTemplateUsed(response, 'articles/index.html')`. */
export async function assertTemplateUsed(subject: Subject, name: string, message?: string): Promise<void> {
  const used = await templatesOf(subject);
  if (used.length === 0) fail(prefixed(message, 'No templates used to render the response'));
  if (used.includes(name)) return;
  fail(
    prefixed(
      message,
      `Template '${name}' was not a template used to render the response. Actual template(s) used: ${used.join(', ')}`,
    ),
  );
}

export async function assertTemplateNotUsed(subject: Subject, name: string, message?: string): Promise<void> {
  const used = await templatesOf(subject);
  if (used.includes(name)) {
    fail(prefixed(message, `Template '${name}' was used unexpectedly in rendering the response`));
  }
}

async function templatesOf(subject: Subject): Promise<string[]> {
  const templates =
    subject instanceof TestResponse
      ? subject.templates
      : (await captureTemplates(subject)).rendered.map(({ template }) => template);
  return templates.flatMap(({ name }) => (name === undefined ? [] : [name]));
}
