import { Widget, type WidgetOptions } from './widget.ts';

/** `<textarea>`, 40 columns by 10 rows unless `attrs` say otherwise. */
export class Textarea extends Widget {
  override templateName = 'django/forms/widgets/textarea.html';

  constructor(options: WidgetOptions = {}) {
    super({ attrs: { cols: '40', rows: '10', ...options.attrs } });
  }
}
