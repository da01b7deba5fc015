import type { ProjectState } from 'jango/db/migrations';

/** A project in few words: what to read when a pair fails. */
export function tell(state: ProjectState): string {
  const lines: string[] = [];
  for (const model of state.models.values()) {
    const { indexes = [], constraints = [], ...options } = model.options;
    const bases = model.bases.length > 0 ? ` of ${model.bases.join()}` : '';
    lines.push(`${model.appLabel}.${model.name}${bases} ${JSON.stringify(options)}`);
    for (const [name, field] of model.fields)
      lines.push(`  ${name}: ${field.constructor.name} ${inspect(field.deconstruct().options)}`);
    for (const one of [...indexes, ...constraints])
      lines.push(`  ${one.constructor.name} ${inspect(one.deconstruct().options)}`);
  }
  return lines.join('\n');
}

function inspect(options: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(options, (_, value: unknown) =>
    typeof value === 'function' ||
    (typeof value === 'object' && value !== null && 'resolveExpression' in value)
      ? String(value)
      : value,
  );
}
