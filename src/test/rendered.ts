import { AsyncLocalStorage } from 'node:async_hooks';
import { onRender } from '../template/render-watch.ts';
import type { Template } from '../template/template.ts';
import type { Awaitable } from '../utils/awaitable.ts';

/** A template as a response or an assertion remembers it: with a copy of what it was given, since contexts change while rendering. */
export interface Rendered {
  readonly template: Template;
  readonly context: Readonly<Record<string, unknown>>;
}

/** Each capture keeps what is rendered inside it, and passes it on to the captures around it. */
const captures = new AsyncLocalStorage<readonly Rendered[][]>();
let watching = false;

/** Run something and keep the templates that it renders. */
export async function captureTemplates<T>(
  body: () => Awaitable<T>,
): Promise<{ result: T; rendered: Rendered[] }> {
  watch();
  const rendered: Rendered[] = [];
  const result = await captures.run([...(captures.getStore() ?? []), rendered], async () => await body());
  return { result, rendered };
}

function watch(): void {
  if (watching) return;
  watching = true;
  onRender(({ template, context }) => {
    const keepers = captures.getStore();
    if (keepers === undefined) return;
    const rendered = { template, context: Object.fromEntries(context.flatten()) };
    for (const keeper of keepers) keeper.push(rendered);
  });
}
