import type { FormData } from '../data-source.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { Form } from '../form.ts';
import type { FormOptions } from '../form-options.ts';
import { HiddenInput } from '../widgets/simple-inputs.ts';

export const TOTAL_FORM_COUNT = 'TOTAL_FORMS';
export const INITIAL_FORM_COUNT = 'INITIAL_FORMS';
export const MIN_NUM_FORM_COUNT = 'MIN_NUM_FORMS';
export const MAX_NUM_FORM_COUNT = 'MAX_NUM_FORMS';

/** The hidden fields that say how many forms a formset had when it was sent. */
export class ManagementForm extends Form {
  static override readonly templateName = 'django/forms/div.html';

  constructor(data?: FormData | null, options: FormOptions = {}) {
    super(data, options);
    this.fields[TOTAL_FORM_COUNT] = new IntegerField({ widget: HiddenInput });
    this.fields[INITIAL_FORM_COUNT] = new IntegerField({ widget: HiddenInput });
    // Scripts in the page read these two; nothing that is sent back depends on them.
    this.fields[MIN_NUM_FORM_COUNT] = new IntegerField({ required: false, widget: HiddenInput });
    this.fields[MAX_NUM_FORM_COUNT] = new IntegerField({ required: false, widget: HiddenInput });
  }

  /** A count that was sent; 0 when it was missing or no number. */
  count(name: string): number {
    void this.errors;
    const value = (this.cleanedData as Readonly<Record<string, unknown>>)[name];
    return typeof value === 'number' ? value : 0;
  }
}
