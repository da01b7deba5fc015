export { StaticFilesConfig } from './apps.ts';
export { find, findAll, listStaticFiles, type StaticFile, staticFolders } from './finders.ts';
export { sendFile } from './send-file.ts';
export { isStaticPath, serve, serveFolder, withStaticFiles } from './serve.ts';
