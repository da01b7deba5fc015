import { type Awaitable, isThenable } from '../utils/awaitable.ts';
import type { SafeString } from '../utils/safe-string.ts';
import { PendingHtmlError } from './errors/pending-html-error.ts';

/** The templates that a form or a formset can be drawn with. */
export interface RenderTemplates {
  readonly div: string;
  readonly p: string;
  readonly ul: string;
  readonly table: string;
}

/** What forms and formsets have in common: they draw themselves in several ways. */
export abstract class Renderable {
  protected abstract readonly renderTemplates: RenderTemplates;

  /** The HTML by a template, by the usual one unless named; pending when something has to be loaded first. */
  abstract render(templateName?: string): Awaitable<SafeString>;

  /** As `<div>` elements. */
  asDiv(): Awaitable<SafeString> {
    return this.render(this.renderTemplates.div);
  }

  /** As `<p>` elements. */
  asP(): Awaitable<SafeString> {
    return this.render(this.renderTemplates.p);
  }

  /** As `<li>`, for a `<ul>` of the page's own. */
  asUl(): Awaitable<SafeString> {
    return this.render(this.renderTemplates.ul);
  }

  /** As `<tr>`, for a `<table>` of the page's own. */
  asTable(): Awaitable<SafeString> {
    return this.render(this.renderTemplates.table);
  }

  toHtml(): Awaitable<SafeString> {
    return this.render();
  }

  /** @throws PendingHtmlError when something has to be loaded first */
  toString(): string {
    const html = this.toHtml();
    if (isThenable(html)) throw new PendingHtmlError(`a ${this.constructor.name}`);
    return html.toString();
  }
}
