export { Context, type ContextData, type ContextOptions } from './context.ts';
export { Engine, type EngineOptions } from './engine.ts';
export { getEngine, getTemplate, renderToString, selectTemplate } from './engines.ts';
export {
  type TemplateDebug,
  TemplateDoesNotExist,
  TemplateSyntaxError,
  VariableDoesNotExist,
} from './errors.ts';
export type { EscapeState, FilterOptions } from './filter.ts';
export { FilterExpression } from './filter-expression.ts';
export { Library } from './library.ts';
export { loadTemplateLibraries } from './load-libraries.ts';
export { AppDirectoriesLoader } from './loaders/app-directories.ts';
export { FilesystemLoader } from './loaders/filesystem.ts';
export type { Loader } from './loaders/loader.ts';
export { LocmemLoader } from './loaders/locmem.ts';
export { Node, type Rendered, type TemplateNode } from './nodes/node.ts';
export { NodeList } from './nodes/node-list.ts';
export { TextNode } from './nodes/text-node.ts';
export type { Origin } from './origin.ts';
export { Parser } from './parser.ts';
export type { ContextProcessor } from './processors.ts';
export { RequestContext } from './request-context.ts';
export { Template } from './template.ts';
export { Token } from './token.ts';
export { Variable } from './variable.ts';
