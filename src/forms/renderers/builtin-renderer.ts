import type { Awaitable } from '../../utils/awaitable.ts';
import type { BoundFieldClass } from '../bound-field.ts';
import { formTemplates } from './form-templates.ts';
import { formsetTemplates } from './formset-templates.ts';
import type { FormRenderer } from './renderer.ts';
import { renderWithEngine } from './template-engine.ts';
import { widgetTemplates } from './widget-templates.ts';

/** A built-in template as a function. */
export type BuiltinTemplate = (context: never, renderer: FormRenderer) => Awaitable<string>;

const BUILTIN: ReadonlyMap<string, BuiltinTemplate> = new Map([
  ...widgetTemplates,
  ...formTemplates,
  ...formsetTemplates,
]);

/**
 * Draws what Jango brings along with functions, and every other template name with the project's template engine. A subclass
 * sets the names it wants to see used instead.
 */
export class BuiltinRenderer implements FormRenderer {
  readonly formTemplateName: string = 'django/forms/div.html';
  readonly formsetTemplateName: string = 'django/forms/formsets/div.html';
  readonly fieldTemplateName: string = 'django/forms/field.html';
  readonly boundFieldClass: BoundFieldClass | undefined = undefined;

  render(templateName: string, context: Readonly<Record<string, unknown>>): Awaitable<string> {
    const builtin = BUILTIN.get(templateName);
    if (builtin === undefined) return renderWithEngine(templateName, context);
    return builtin(context as never, this);
  }
}
