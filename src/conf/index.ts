export { configure, isConfigured, settings } from './configure.ts';
export { defaults } from './defaults.ts';
export {
  type BackendSettings,
  type DatabaseSettings,
  defineSettings,
  type PasswordValidatorSettings,
  type ProjectSettings,
  type Settings,
} from './settings.ts';
export type {
  OtherEngineSettings,
  OwnEngineSettings,
  TemplateEngineSettings,
  TemplateOptions,
} from './template-settings.ts';

/**
 * Settings that a project or a third-party app adds: `declare module 'jango/conf' { interface CustomSettings { SHOP_NAME: string } }`.
 * It stands in this file because a declaration merges only with the module it names.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface CustomSettings {}
