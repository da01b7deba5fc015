/**
 * The entry for production: `npm start`. HOST and PORT come from the environment. Put a reverse proxy in front of it that
 * speaks HTTPS and serves the files of `collectstatic`.
 */
import { join } from 'node:path';
import { serve } from 'jango/server';

process.env['JANGO_SETTINGS_MODULE'] ??= join(import.meta.dirname, 'settings.ts');

await serve();
