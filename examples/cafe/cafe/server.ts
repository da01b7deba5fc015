/** The entry for production. HOST and PORT come from the environment. */
import { serve } from 'jango/server';

process.env['JANGO_SETTINGS_MODULE'] ??= 'cafe/settings.ts';

await serve();
