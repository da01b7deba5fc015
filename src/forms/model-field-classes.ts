/** The classes of the fields, to extend or to ask `instanceof`: `forms.fields.CharField`. In a form, call `forms.CharField()`. */
export * from './fields/field-classes.ts';
export { ModelChoiceField, type ModelChoiceFieldOptions } from './model-choice-field.ts';
export { InlineForeignKeyField } from './model-formsets/inline-foreign-key-field.ts';
export { ModelMultipleChoiceField } from './model-multiple-choice-field.ts';
