/** Draw with the project's template engine, which is loaded only when a form names a template of its own. */
export async function renderWithEngine(
  templateName: string,
  context: Readonly<Record<string, unknown>>,
): Promise<string> {
  const { renderToString } = await import('../../template/engines.ts');
  return String(await renderToString(templateName, context));
}

/** Whether the project has a template of this name. */
export async function engineHas(templateName: string): Promise<boolean> {
  const [{ getTemplate }, { TemplateDoesNotExist }] = await Promise.all([
    import('../../template/engines.ts'),
    import('../../template/errors.ts'),
  ]);
  try {
    getTemplate(templateName);
    return true;
  } catch (error) {
    if (error instanceof TemplateDoesNotExist) return false;
    throw error;
  }
}
