/**
 * `node --import jango/register mysite/server.ts`: run a TypeScript file of a project on any Node, as `manage.js` does.
 */
import { enableTypeScript } from './management/typescript.ts';

await enableTypeScript(process.cwd());
