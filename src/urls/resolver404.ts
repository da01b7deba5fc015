import { Http404 } from '../http/http404.ts';
import type { UrlEntry } from './urlconf.ts';

/** No pattern matches a path; `tried` lists those that were looked at, each with the includes it is below. */
export class Resolver404 extends Http404 {
  /** The path without its first slash. */
  readonly path: string;
  readonly #tried: () => UrlEntry[][];

  /** @param tried worked out only when somebody asks: in production nobody does. */
  constructor(path: string, tried: () => UrlEntry[][]) {
    super(`The path '${path}' didn't match any URL pattern.`);
    this.path = path;
    this.#tried = tried;
  }

  get tried(): UrlEntry[][] {
    return this.#tried();
  }
}
