export { configure, isConfigured, settings } from './configure.ts';
export { defaults } from './defaults.ts';
export {
  type BackendSettings,
  type CustomSettings,
  type DatabaseSettings,
  defineSettings,
  type PasswordValidatorSettings,
  type ProjectSettings,
  type Settings,
  type TemplateEngineSettings,
} from './settings.ts';
