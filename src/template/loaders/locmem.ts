import type { Origin } from '../origin.ts';
import type { Loader } from './loader.ts';

/** Templates in memory: `new LocmemLoader({ 'a.html': 'Hello' })`. */
export class LocmemLoader implements Loader {
  readonly name = 'locmem';
  readonly #templates: Readonly<Record<string, string>>;

  constructor(templates: Readonly<Record<string, string>>) {
    this.#templates = templates;
  }

  origins(templateName: string): Origin[] {
    return [{ name: templateName, templateName, loaderName: this.name }];
  }

  read(origin: Origin): string | undefined {
    return Object.hasOwn(this.#templates, origin.name) ? this.#templates[origin.name] : undefined;
  }

  version(origin: Origin): string | undefined {
    return this.read(origin);
  }

  names(): string[] {
    return Object.keys(this.#templates);
  }
}
