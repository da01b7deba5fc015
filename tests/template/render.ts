import { Engine, LocmemLoader } from 'jango/template';

/** An engine with these templates in memory. */
export function engineOf(templates: Record<string, string>, options: object = {}): Engine {
  return new Engine({ loaders: [new LocmemLoader(templates)], ...options });
}

/** Render a template of text. */
export function render(source: string, context: Record<string, unknown> = {}, options: object = {}) {
  return engineOf({ main: source }, options).renderToString('main', context);
}
