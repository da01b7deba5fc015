import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { LOOKUP_SEP } from '../constants.ts';
import { CheckConstraint } from '../constraints/check-constraint.ts';
import { RawSQL } from '../expressions/raw-sql.ts';
import type { Index } from '../indexes/model-index.ts';
import type { MetaConstraint } from '../meta.ts';
import type { ModelClass } from '../model.ts';
import { checkLocalFields } from './local-field-checks.ts';
import { namesInExpressions, someExpression } from './names-in-expressions.ts';

/** Names and fields of the meta's indexes and constraints. */
export function checkSchemaObjects(model: ModelClass): CheckMessage[] {
  const meta = model._meta;
  const indexes = meta.indexes.flatMap((index) => {
    const { fields = [], include = [], expressions = [] } = index as Partial<Index>;
    const own = fields.map((name) => name.replace(/^-/, ''));
    const read = namesInExpressions(expressions).map((name) => name.split(LOOKUP_SEP)[0]!);
    return [
      ...checkIndexName(model, index as Index),
      ...checkLocalFields(model, [...own, ...include, ...new Set(read)], 'indexes'),
    ];
  });
  const constraints = meta.constraints.flatMap((constraint) => {
    const { fields = [], include = [] } = constraint as {
      fields?: readonly string[];
      include?: readonly string[];
    };
    return [
      ...checkLocalFields(model, [...new Set([...fields, ...include])], 'constraints'),
      ...checkReferences(model, constraint),
      ...constraint.check(model),
    ];
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

/** What a condition or an expression of a constraint reads has to be in the table itself. */
function checkReferences(model: ModelClass, constraint: MetaConstraint): CheckMessage[] {
  const { condition, expressions = [] } = constraint as {
    condition?: unknown;
    expressions?: readonly unknown[];
  };
  const names = [condition, ...expressions].flatMap(namesInExpressions);
  const meta = model._meta;
  const joined = names.filter((name) => {
    const [first, next] = name.split(LOOKUP_SEP) as [string, string | undefined];
    const field = first === 'pk' ? meta.pk : meta.fieldsMap.get(first);
    if (next === undefined || field === undefined || !('attname' in field)) return false;
    if (!field.isRelation || field.manyToMany || first === field.attname) return false;
    return next === 'pk' || (field.remoteField?.resolved?._meta.fieldsMap.has(next) ?? false);
  });
  const found = joined.map((name) => {
    const message = `'constraints' refers to the joined field '${name}'.`;
    return new CheckError(message, { obj: meta.label, id: 'models.E041' });
  });
  const own = new Set(names.map((name) => name.split(LOOKUP_SEP)[0]!));
  if (!isCompositeField(meta.pk)) own.delete('pk');
  if (constraint instanceof CheckConstraint && someExpression(condition, (one) => one instanceof RawSQL)) {
    const message = `Check constraint '${constraint.name}' contains RawSQL() expression and won't be validated during the model fullClean().`;
    const hint = "Silence this warning if you don't care about it.";
    found.push(new CheckWarning(message, { obj: meta.label, id: 'models.W045', hint }));
  }
  return [...found, ...checkLocalFields(model, [...own], 'constraints')];
}
