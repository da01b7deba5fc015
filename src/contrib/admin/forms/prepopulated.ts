import type { Form } from '../../../forms/form.ts';

/** What the page's script needs to fill fields from others. */
export interface Prepopulation {
  id: string;
  sources: string[];
  maxLength: number | null;
  allowUnicode: boolean;
}

/** The prepopulated fields that a form has, by the ids of their inputs. */
export function prepopulation(
  form: Form,
  fields: Readonly<Record<string, readonly string[]>>,
): Prepopulation[] {
  return Object.entries(fields).flatMap(([name, sources]) => {
    if (!form.has(name)) return [];
    const bound = form.get(name);
    const field = bound.field as { maxLength?: number | null; allowUnicode?: boolean };
    return [
      {
        id: bound.autoId,
        sources: sources.filter((source) => form.has(source)).map((source) => form.get(source).autoId),
        maxLength: field.maxLength ?? null,
        allowUnicode: field.allowUnicode ?? false,
      },
    ];
  });
}
