import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Engine } from './engine.ts';

let find: (() => Engine) | undefined;

/** Called by the module that knows the engines of the settings, which are made of `Engine` and cannot be known to it. */
export function provideDefaultEngine(finder: () => Engine): void {
  find = finder;
}

/** The first engine of the settings for the Django template language. @throws ImproperlyConfigured when there is none */
export function defaultEngine(): Engine {
  if (find !== undefined) return find();
  throw new ImproperlyConfigured(
    'No template engine was given, and those of TEMPLATES are not loaded.',
    "Import 'jango/template', or give an engine: new Template(text, new Engine()).",
  );
}
