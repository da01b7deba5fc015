import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import type { Index } from '../indexes/model-index.ts';
import type { ModelClass } from '../model.ts';
import { checkLocalFields } from './local-field-checks.ts';

/** Names and fields of the meta's indexes and constraints. */
export function checkSchemaObjects(model: ModelClass): CheckMessage[] {
  const meta = model._meta;
  const indexes = meta.indexes.flatMap((index) => {
    const fields = (index as { fields?: readonly string[] }).fields ?? [];
    return [
      ...checkIndexName(model, index as Index),
      ...checkLocalFields(
        model,
        fields.map((name) => name.replace(/^-/, '')),
        'indexes',
      ),
    ];
  });
  const constraints = meta.constraints.flatMap((constraint) => {
    const { fields = [], include = [] } = constraint as {
      fields?: readonly string[];
      include?: readonly string[];
    };
    return [...checkLocalFields(model, [...fields, ...include], 'constraints'), ...constraint.check(model)];
  });
  return [...indexes, ...constraints];
}

function checkIndexName(model: ModelClass, { name, maxNameLength }: Index): CheckMessage[] {
  const obj = model._meta.label;
  const found: CheckMessage[] = [];
  if (/^[_0-9]/.test(name)) {
    found.push(
      new CheckError(`The index name '${name}' cannot start with an underscore or a number.`, {
        obj,
        id: 'models.E033',
      }),
    );
  }
  if (name.length > maxNameLength) {
    found.push(
      new CheckError(`The index name '${name}' cannot be longer than ${maxNameLength} characters.`, {
        obj,
        id: 'models.E034',
      }),
    );
  }
  return found;
}
