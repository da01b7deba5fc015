export { AppConfig } from './app-config.ts';
export { Apps, apps } from './registry.ts';
