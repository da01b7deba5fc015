import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import { markSafe, type SafeString } from '../../utils/html.ts';
import { PendingHtmlError } from '../errors/pending-html-error.ts';
import type { FormRenderer } from '../renderers/renderer.ts';
import type { WidgetContext } from './widget.ts';

/** One part of a widget, such as a single radio button: `{% for radio in form.color %}{{ radio.tag }} {{ radio.choice_label }}{% endfor %}`. */
export class BoundWidget {
  readonly data: WidgetContext;
  readonly #renderer: FormRenderer;

  constructor(data: WidgetContext, renderer: FormRenderer) {
    this.data = data;
    this.#renderer = renderer;
  }

  /** The input alone; inside its label when asked for. */
  tag(wrapLabel = false): Awaitable<SafeString> {
    const html = this.#renderer.render(this.templateName, { widget: { ...this.data, wrapLabel } });
    return whenReady(html, markSafe);
  }

  /** The input in its label. */
  toHtml(): Awaitable<SafeString> {
    return this.tag(true);
  }

  toString(): string {
    const html = this.toHtml();
    if (isThenable(html)) throw new PendingHtmlError('a part of a widget');
    return html.toString();
  }

  get templateName(): string {
    return this.data.templateName;
  }

  get idForLabel(): unknown {
    return this.data.attrs['id'];
  }

  get choiceLabel(): unknown {
    return this.data['label'];
  }
}
