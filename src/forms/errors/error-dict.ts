import type { ValidationError } from '../../core/errors/validation-error.ts';
import { escapeText, markSafe, type SafeString } from '../../utils/html.ts';
import type { ErrorData, ErrorList } from './error-list.ts';

/** All errors of a form by field name, those of no field under `__all__`. Empty when the form is valid. */
export class ErrorDict extends Map<string, ErrorList> {
  asData(): Map<string, readonly ValidationError[]> {
    return new Map(Array.from(this, ([name, list]) => [name, list.asData()]));
  }

  getJsonData(escapeHtml = false): Record<string, ErrorData[]> {
    return Object.fromEntries(Array.from(this, ([name, list]) => [name, list.getJsonData(escapeHtml)]));
  }

  asJson(escapeHtml = false): string {
    return JSON.stringify(this.getJsonData(escapeHtml));
  }

  /** The errors of each field below its name. */
  asText(): string {
    return Array.from(this, ([name, list]) => [`* ${name}`, ...Array.from(list, (error) => `  * ${error}`)])
      .flat()
      .join('\n');
  }

  asUl(): SafeString {
    if (this.size === 0) return markSafe('');
    const items = Array.from(this, ([name, list]) => `<li>${escapeText(name)}${list.toString()}</li>`);
    return markSafe(`<ul class="errorlist">${items.join('')}</ul>`);
  }

  toHtml(): SafeString {
    return this.asUl();
  }

  override toString(): string {
    return this.toHtml().toString();
  }
}
