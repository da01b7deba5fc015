export { ValidationError } from '../core/errors/validation-error.ts';
export { type Attrs, renderAttrs } from './attrs.ts';
export { BoundField, type BoundFieldClass, type WidgetDrawing } from './bound-field.ts';
export type { Choice, ChoiceGroup, ChoiceList, Choices } from './choices.ts';
export type { CleanedData, CleanedValue } from './cleaned-data.ts';
export type { DataSource, FormData } from './data-source.ts';
export {
  ChoiceField,
  FilePathField,
  MultipleChoiceField,
  TypedChoiceField,
  TypedMultipleChoiceField,
} from './declarations/choices.ts';
export {
  BooleanField,
  DecimalField,
  FloatField,
  IntegerField,
  NullBooleanField,
} from './declarations/numbers.ts';
export { ComboField, customField, FileField, ImageField } from './declarations/others.ts';
export {
  DateField,
  DateTimeField,
  DurationField,
  SplitDateTimeField,
  TimeField,
} from './declarations/temporal.ts';
export {
  CharField,
  EmailField,
  GenericIPAddressField,
  JSONField,
  RegexField,
  SlugField,
  URLField,
  UUIDField,
} from './declarations/text.ts';
export { ErrorDict } from './errors/error-dict.ts';
export {
  type ErrorData,
  type ErrorLike,
  ErrorList,
  type ErrorListClass,
  type ErrorListOptions,
} from './errors/error-list.ts';
export { InvalidFormSaved } from './errors/invalid-form-saved.ts';
export { MissingFieldError } from './errors/missing-field-error.ts';
export { NotPreparedError } from './errors/not-prepared-error.ts';
export { NotValidatedError } from './errors/not-validated-error.ts';
export { PendingHtmlError } from './errors/pending-html-error.ts';
export { ReservedFieldName } from './errors/reserved-field-name.ts';
export { UnboundFieldError } from './errors/unbound-field-error.ts';
export { Form, type FormError } from './form.ts';
export type { FormContext } from './form-context.ts';
export type { FormOptions } from './form-options.ts';
export { BaseFormSet } from './formsets/base-form-set.ts';
export {
  allValid,
  type FormSetClass,
  type FormSetFactoryOptions,
  formsetFactory,
} from './formsets/formset-factory.ts';
export { DELETION_FIELD_NAME, ORDERING_FIELD_NAME } from './formsets/formset-fields.ts';
export type { FormSetOptions, FormSetSettings, RepeatableForm } from './formsets/formset-settings.ts';
export { ManagementForm } from './formsets/management-form.ts';
export type { LabelTagOptions } from './label-tag.ts';
export { Media, type MediaItem, type MediaLists } from './media/media.ts';
export { MediaAsset, Script, Stylesheet } from './media/media-asset.ts';
export type { MediaDefinition } from './media/media-of.ts';
export { ModelChoiceField, ModelMultipleChoiceField } from './model-declarations.ts';
export * as fields from './model-field-classes.ts';
export type { FormFieldOptions } from './model-field-options.ts';
export { type FormFieldMaker, formField, registerFormField } from './model-fields.ts';
export { ModelForm, type ModelFormOptions } from './model-form.ts';
export { type ModelFormClass, type ModelFormFactoryOptions, modelFormFactory } from './model-form-factory.ts';
export { fieldsForModel } from './model-form-fields.ts';
export { BaseInlineFormSet, type InlineFormSetOptions } from './model-formsets/base-inline-form-set.ts';
export { BaseModelFormSet, type ModelFormSetOptions } from './model-formsets/base-model-form-set.ts';
export {
  type InlineFormSetClass,
  type InlineFormSetFactoryOptions,
  inlineFormsetFactory,
  type ModelFormSetClass,
  type ModelFormSetFactoryOptions,
  modelFormsetFactory,
} from './model-formsets/factories.ts';
export { constructInstance, modelToDict } from './model-instance.ts';
export type { ModelCleanedData, ModelFieldName, ModelFormMeta } from './model-types.ts';
export { BuiltinRenderer } from './renderers/builtin-renderer.ts';
export { defaultRenderer, registerRenderer } from './renderers/default-renderer.ts';
export type { FormRenderer } from './renderers/renderer.ts';
export { TemplatesSettingRenderer } from './renderers/templates-setting-renderer.ts';
export { BoundWidget } from './widgets/bound-widget.ts';
export { CheckboxInput, type CheckboxInputOptions } from './widgets/checkbox-input.ts';
export {
  ChoiceWidget,
  type ChoiceWidgetOptions,
  type OptionContext,
  type OptionGroup,
} from './widgets/choice-widget.ts';
export { ClearableFileInput } from './widgets/clearable-file-input.ts';
export { FileInput } from './widgets/file-input.ts';
export { Input } from './widgets/input.ts';
export { MultiWidget, type MultiWidgetOptions } from './widgets/multi-widget.ts';
export { MultipleHiddenInput } from './widgets/multiple-hidden-input.ts';
export { NullBooleanSelect } from './widgets/null-boolean-select.ts';
export { PasswordInput, type PasswordInputOptions } from './widgets/password-input.ts';
export { CheckboxSelectMultiple, RadioSelect } from './widgets/radio-select.ts';
export { Select, SelectMultiple } from './widgets/select.ts';
export { SelectDateWidget, type SelectDateWidgetOptions } from './widgets/select-date-widget.ts';
export {
  ColorInput,
  EmailInput,
  HiddenInput,
  NumberInput,
  SearchInput,
  TelInput,
  TextInput,
  URLInput,
} from './widgets/simple-inputs.ts';
export {
  type SplitDateTimeOptions,
  SplitDateTimeWidget,
  SplitHiddenDateTimeWidget,
} from './widgets/split-date-time-widget.ts';
export { DateInput, DateTimeInput, type TemporalInputOptions, TimeInput } from './widgets/temporal-inputs.ts';
export { Textarea } from './widgets/textarea.ts';
export { Widget, type WidgetClass, type WidgetContext, type WidgetOptions } from './widgets/widget.ts';
