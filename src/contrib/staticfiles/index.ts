export { StaticFilesConfig } from './apps.ts';
export { find, findAll, listStaticFiles, type StaticFile, staticFolders } from './finders.ts';
export { isStaticPath, serve, withStaticFiles } from './serve.ts';
