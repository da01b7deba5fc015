import { gettext } from '../../utils/translation/gettext.ts';
import { BooleanField } from '../fields/boolean-field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import type { Form } from '../form.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import type { FullSettings } from './formset-settings.ts';

export const ORDERING_FIELD_NAME = 'ORDER';
export const DELETION_FIELD_NAME = 'DELETE';

interface Place {
  /** Undefined for the empty form. */
  readonly index: number | undefined;
  readonly isInitial: boolean;
  readonly deletionWidget: WidgetClass;
  readonly orderingWidget: WidgetClass;
}

/** The fields by which forms of a set are ordered and deleted. */
export function addFormsetFields(form: Form, settings: FullSettings, place: Place): void {
  if (settings.canOrder) {
    form.fields[ORDERING_FIELD_NAME] = new IntegerField({
      label: gettext('Order'),
      required: false,
      widget: place.orderingWidget,
      ...(place.isInitial && place.index !== undefined ? { initial: place.index + 1 } : {}),
    });
  }
  if (settings.canDelete && (settings.canDeleteExtra || place.isInitial)) {
    form.fields[DELETION_FIELD_NAME] = new BooleanField({
      label: gettext('Delete'),
      required: false,
      widget: place.deletionWidget,
    });
  }
}

/** Forms by their numbers, those without one last. */
export function formsInOrder<F extends Form>(forms: readonly F[]): F[] {
  const place = (form: F): number => {
    const order = (form.cleanedData as Readonly<Record<string, unknown>>)[ORDERING_FIELD_NAME];
    return typeof order === 'number' ? order : Number.POSITIVE_INFINITY;
  };
  return [...forms].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
}
