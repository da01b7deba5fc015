import type { TemplateEngineSettings } from 'jango/conf';
import { type BackendTemplate, BaseEngine, TemplateDoesNotExist } from 'jango/template';
import nunjucks from 'nunjucks';

/** Nunjucks as an engine of TEMPLATES. */
export class NunjucksTemplates extends BaseEngine {
  override readonly appDirname = 'nunjucks';
  readonly #environment: nunjucks.Environment;

  constructor(config: TemplateEngineSettings) {
    super(config);
    const loader = new nunjucks.FileSystemLoader([...this.templateDirs]);
    this.#environment = new nunjucks.Environment(loader, { autoescape: true });
  }

  override getTemplate(name: string): BackendTemplate {
    const template = this.#find(name);
    return {
      render: async (data, request) => template.render(await this.contextFor(data, request)),
    };
  }

  #find(name: string): nunjucks.Template {
    try {
      return this.#environment.getTemplate(name, true);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.includes('template not found')) throw error;
      const tried = this.templateDirs.map(
        (dir) => [{ name: `${dir}/${name}` }, 'Source does not exist'] as const,
      );
      throw new TemplateDoesNotExist(name, { tried });
    }
  }
}
