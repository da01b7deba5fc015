// The bench's site as one serving process, started by the kit: PORT, HOST, DB_PATH and VARIANT come from the environment.
import 'jango/register';

process.env.JANGO_SETTINGS_MODULE ??= 'settings.ts';
process.chdir(import.meta.dirname);
const { serve } = await import('jango/server');
await serve();
