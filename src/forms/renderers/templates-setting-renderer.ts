import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { BuiltinRenderer } from './builtin-renderer.ts';
import { engineHas, renderWithEngine } from './template-engine.ts';

/**
 * Looks for every template in the project first, so that a file `django/forms/widgets/text.html` in a template folder
 * takes the place of the built-in one. Chosen with `FORM_RENDERER = 'TemplatesSetting'`.
 */
export class TemplatesSettingRenderer extends BuiltinRenderer {
  readonly #own = new Map<string, Awaitable<boolean>>();

  override render(templateName: string, context: Readonly<Record<string, unknown>>): Awaitable<string> {
    return whenReady(this.#isOwn(templateName), (own) =>
      own ? renderWithEngine(templateName, context) : super.render(templateName, context),
    );
  }

  #isOwn(templateName: string): Awaitable<boolean> {
    const known = this.#own.get(templateName);
    if (known !== undefined) return known;
    const asked = engineHas(templateName).then((own) => {
      this.#own.set(templateName, own);
      return own;
    });
    this.#own.set(templateName, asked);
    return asked;
  }
}
