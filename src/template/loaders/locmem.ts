import { Origin } from '../origin.ts';
import type { Loader } from './loader.ts';

/** Templates in memory: `new LocmemLoader({ 'a.html': 'Hello' })`. The object may change later. */
export class LocmemLoader implements Loader {
  readonly name = 'locmem';
  readonly #templates: Readonly<Record<string, string>>;

  constructor(templates: Readonly<Record<string, string>>) {
    this.#templates = templates;
  }

  getTemplateSources(templateName: string): Origin[] {
    return [new Origin(templateName, templateName, this)];
  }

  getContents(origin: Origin): string | undefined {
    return Object.hasOwn(this.#templates, origin.name) ? this.#templates[origin.name] : undefined;
  }

  version(origin: Origin): string | undefined {
    return this.getContents(origin);
  }

  names(): string[] {
    return Object.keys(this.#templates);
  }
}
