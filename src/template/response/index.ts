export { ContentNotRenderedError } from './content-not-rendered.ts';
export {
  type PostRenderCallback,
  SimpleTemplateResponse,
  type TemplateChoice,
  type TemplateResponseOptions,
} from './simple-template-response.ts';
export { TemplateResponse } from './template-response.ts';
