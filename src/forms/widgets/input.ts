import type { Attrs } from '../attrs.ts';
import { Widget, type WidgetContext, type WidgetOptions } from './widget.ts';

/** Every widget that is one `<input>`; subclasses set `inputType`, and `attrs: { type }` goes over it. */
export abstract class Input extends Widget {
  abstract inputType: string;
  override templateName = 'django/forms/widgets/input.html';
  private givenType: string | undefined;

  constructor(options: WidgetOptions = {}) {
    const { type, ...attrs } = options.attrs ?? {};
    super({ ...options, attrs });
    this.givenType = type === undefined ? undefined : String(type);
  }

  /** The `type` attribute: the one given, else that of the class. */
  get type(): string {
    return this.givenType ?? this.inputType;
  }

  set type(type: string) {
    this.givenType = type;
  }

  override get isHidden(): boolean {
    return this.type === 'hidden';
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    return { ...super.getContext(name, value, attrs), type: this.type };
  }
}
