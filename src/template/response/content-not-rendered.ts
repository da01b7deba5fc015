import { FrameworkError } from '../../core/errors/framework-error.ts';

/** The content of a response was asked for before its template was rendered. */
export class ContentNotRenderedError extends FrameworkError {
  constructor(what: string) {
    super(
      'template.content-not-rendered',
      `The response has to be rendered before its ${what} can be used.`,
      'Middleware that needs the content registers response.addPostRenderCallback(); other code awaits response.render() first.',
    );
  }
}
