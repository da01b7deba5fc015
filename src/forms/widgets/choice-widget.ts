import { valueText } from '../../utils/value-text.ts';
import type { Attrs } from '../attrs.ts';
import {
  type Choice,
  type ChoiceGroup,
  type ChoiceList,
  type Choices,
  isChoiceGroup,
  normalizeChoices,
} from '../choices.ts';
import { allValues, type DataSource } from '../data-source.ts';
import { Widget, type WidgetContext, type WidgetOptions } from './widget.ts';

export interface ChoiceWidgetOptions extends WidgetOptions {
  choices?: Choices;
}

/** One choice as templates draw it. */
export interface OptionContext extends WidgetContext {
  label: unknown;
  selected: boolean;
  index: string;
  type: string;
  wrapLabel: boolean;
}

/** Choices with their heading; the heading is null for choices that have none. */
export type OptionGroup = readonly [heading: unknown, options: OptionContext[], index: number];

/** Widgets that offer choices. */
export abstract class ChoiceWidget extends Widget {
  abstract inputType: string;
  abstract optionTemplateName: string;
  allowMultipleSelected = false;
  /** Whether each option gets an id of its own, `id_color_0`. */
  addIdIndex = true;
  /** What marks a chosen option. */
  checkedAttribute: Readonly<Attrs> = { checked: true };
  /** Whether options take over the attributes of the widget. */
  optionInheritsAttrs = true;
  private choiceList: ChoiceList = [];

  constructor(options: ChoiceWidgetOptions = {}) {
    super(options);
    if (options.choices !== undefined) this.choices = options.choices;
  }

  get choices(): ChoiceList {
    return this.choiceList;
  }

  set choices(choices: Choices) {
    this.choiceList = normalizeChoices(choices);
  }

  override subwidgets(name: string, value: unknown, attrs?: Readonly<Attrs>): readonly OptionContext[] {
    return this.options(name, this.formatValue(value), attrs);
  }

  /** The options without their headings. */
  options(name: string, value: unknown, attrs?: Readonly<Attrs>): OptionContext[] {
    return this.optgroups(name, value, attrs).flatMap(([, options]) => options);
  }

  /** The options in groups. @param value texts of the chosen values, as `formatValue()` gives them */
  optgroups(name: string, value: unknown, attrs?: Readonly<Attrs>): OptionGroup[] {
    const chosen = new Set(typeof value === 'string' ? [value] : (value as Iterable<string>));
    let found = false;
    return Array.from(this.choices, (entry, index): OptionGroup => {
      const grouped = isChoiceGroup(entry);
      const choices = grouped ? entry[1] : [entry as Choice];
      const options = choices.map(([raw, label], subindex) => {
        const optionValue = raw ?? '';
        const selected = (this.allowMultipleSelected || !found) && chosen.has(valueText(optionValue));
        found ||= selected;
        const place = grouped ? `${index}_${subindex}` : String(index);
        return this.createOption(name, optionValue, label, selected, place, attrs);
      });
      return [grouped ? (entry[0] ?? '') : null, options, index];
    });
  }

  createOption(
    name: string,
    value: unknown,
    label: unknown,
    selected: boolean,
    index: string,
    attrs?: Readonly<Attrs>,
  ): OptionContext {
    const optionAttrs = {
      ...(this.optionInheritsAttrs ? this.buildAttrs(attrs) : {}),
      ...(selected ? this.checkedAttribute : {}),
    };
    if ('id' in optionAttrs) optionAttrs['id'] = this.idForLabel(String(optionAttrs['id']), index);
    return {
      name,
      value,
      label,
      selected,
      index,
      attrs: optionAttrs,
      type: this.inputType,
      templateName: this.optionTemplateName,
      wrapLabel: true,
      isHidden: false,
      required: false,
    };
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    return { ...context, optgroups: this.optgroups(name, context.value, attrs) };
  }

  /** The id of an option; of the first one when none is named. */
  override idForLabel(id: string, index = '0'): string {
    return id !== '' && this.addIdIndex ? `${id}_${index}` : id;
  }

  override valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    return this.allowMultipleSelected ? allValues(data, name) : data.get(name);
  }

  /** The chosen values as a list of texts. */
  override formatValue(value: unknown): unknown {
    if (value === null || value === undefined) return this.allowMultipleSelected ? [] : [''];
    return (Array.isArray(value) ? value : [value]).map((part: unknown) => valueText(part ?? ''));
  }
}

/** Whether the first thing to choose is "nothing". */
export function startsEmpty(choices: ChoiceList): boolean {
  for (const [value] of choices as Iterable<Choice | ChoiceGroup>) {
    return value === null || value === undefined || value === '';
  }
  return false;
}
