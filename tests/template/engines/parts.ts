/** What TEMPLATES of the tests names. */
import { Library, type Loader, Origin } from 'jango/template';

/** Templates that say their own name. */
export class EchoLoader implements Loader {
  readonly name = 'echo';
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  getTemplateSources(templateName: string): Origin[] {
    return [new Origin(`${this.#prefix}:${templateName}`, templateName, this)];
  }

  getContents(origin: Origin): string | undefined {
    return origin.name.endsWith('.echo') ? `${origin.name} by {{ by|default:'nobody' }}` : undefined;
  }
}

export function shop(): Record<string, unknown> {
  return { shopName: 'Corner' };
}

export const register = new Library();
register.filter('shout', (text: string) => `${text.toUpperCase()}!`, { stringFilter: true });
