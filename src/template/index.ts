export { type HtmlSource, isSafe, markSafe, SafeString } from '../utils/safe-string.ts';
export { BaseEngine } from './backends/base-engine.ts';
export { csrfInput, csrfToken, type PrintedLater } from './backends/csrf.ts';
export type { BackendTemplate, TemplateBackend } from './backends/template-backend.ts';
export { Context, type ContextData, type ContextOptions } from './context.ts';
export { Engine, type EngineOptions } from './engine.ts';
export { engines, getEngine, getTemplate, renderToString, selectTemplate } from './engines.ts';
export {
  ContextPopException,
  InvalidTemplateEngine,
  InvalidTemplateLibrary,
  type MissingTemplateOptions,
  type TemplateDebug,
  TemplateDoesNotExist,
  TemplateSyntaxError,
  VariableDoesNotExist,
} from './errors.ts';
export type { EscapeState, FilterArgument, FilterOptions } from './filter.ts';
export { FilterExpression } from './filter-expression.ts';
export { Library, type TagCompiler } from './library.ts';
export { loadTemplateLibraries } from './load-libraries.ts';
export { AppDirectoriesLoader } from './loaders/app-directories.ts';
export { CachedLoader, type CachedLoaderOptions } from './loaders/cached.ts';
export { FilesystemLoader } from './loaders/filesystem.ts';
export type { Loader } from './loaders/loader.ts';
export { LocmemLoader } from './loaders/locmem.ts';
export { makeContext } from './make-context.ts';
export { Node, type Rendered, type TemplateNode } from './nodes/node.ts';
export { NodeList } from './nodes/node-list.ts';
export { TextNode } from './nodes/text-node.ts';
export { Origin } from './origin.ts';
export { Parser } from './parser.ts';
export type { ContextProcessor } from './processors.ts';
export { TemplateNestingError, TemplateTooLarge, TemplateValueError } from './render-errors.ts';
export { RequestContext, type RequestContextOptions, type TemplateRequest } from './request-context.ts';
export type { Parameter } from './simple/arguments.ts';
export type { InclusionTemplate } from './simple/inclusion-tag.ts';
export type { SimpleBlockTagOptions } from './simple/simple-block-tag.ts';
export type { SimpleTagOptions } from './simple/tag-function.ts';
export type { Pieces } from './streaming/pieces.ts';
export type { StreamOptions } from './streaming/stream-template.ts';
export { tokenKwargs } from './tags/keyword-arguments.ts';
export { Template } from './template.ts';
export { Token } from './token.ts';
export { Variable } from './variable.ts';
