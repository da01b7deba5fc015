import { isConfigured, settings } from '../../conf/configure.ts';
import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { BuiltinRenderer } from './builtin-renderer.ts';
import type { FormRenderer } from './renderer.ts';
import { TemplatesSettingRenderer } from './templates-setting-renderer.ts';

const makers = new Map<string, () => FormRenderer>([
  ['jango/forms', () => new BuiltinRenderer()],
  ['DjangoTemplates', () => new BuiltinRenderer()],
  ['TemplatesSetting', () => new TemplatesSettingRenderer()],
]);
const made = new Map<string, FormRenderer>();

/** The renderer that FORM_RENDERER names; one for the process. */
export function defaultRenderer(): FormRenderer {
  const name = isConfigured() ? settings.FORM_RENDERER : 'jango/forms';
  let renderer = made.get(name);
  if (renderer === undefined) {
    const make = makers.get(name);
    if (make === undefined) {
      throw new ImproperlyConfigured(
        `FORM_RENDERER is '${name}', and no renderer has that name.`,
        `Choices are: ${[...makers.keys()].join(', ')}; a project adds its own with registerRenderer().`,
      );
    }
    renderer = make();
    made.set(name, renderer);
  }
  return renderer;
}

/** Give a renderer of the project's own a name for FORM_RENDERER; an app's `ready()` is the place for it. */
export function registerRenderer(name: string, make: () => FormRenderer): void {
  makers.set(name, make);
  made.delete(name);
}
