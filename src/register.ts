/**
 * `node --import jango/register mysite/server.ts`: run a TypeScript file of a project on any Node, as `manage.js` does.
 */
import { enableTypeScript, prepareProcess } from './management/typescript.ts';

prepareProcess(process.cwd());
await enableTypeScript({ wholeProject: true });
