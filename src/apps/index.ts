export { AppConfig } from './app-config.ts';
export { appModuleFile, importAppModule } from './app-module.ts';
export { Apps, apps } from './registry.ts';
