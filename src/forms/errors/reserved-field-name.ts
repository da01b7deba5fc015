import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A form declares a field with the name of something that every form has. */
export class ReservedFieldName extends FrameworkError {
  constructor(form: string, name: string) {
    super(
      'forms.reserved-field-name',
      `${form} declares a field '${name}', and every form has a property of that name.`,
      `Add it in the constructor instead: \`this.fields.${name} = new forms.fields.CharField()\`.`,
    );
  }
}
