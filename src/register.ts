/**
 * `node --import jango/register mysite/server.ts`: run a TypeScript file of a project on any Node, as `manage.js` does.
 */
import { prepareProcess, registerLoader } from './management/typescript.ts';

prepareProcess(process.cwd(), 'script');
if (!process.features.typescript) await registerLoader({ wholeProject: true });
