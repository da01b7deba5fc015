#!/usr/bin/env node
// The command line of the café: `node manage.js help` lists what it can do.
process.env.JANGO_SETTINGS_MODULE ??= 'cafe/settings.ts';

const { manage } = await import('jango/management').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('Jango is not built yet: run "npm run build" in the root of the repository.');
  console.error(`  ${error.message}`);
  process.exit(1);
});

await manage({ folder: import.meta.dirname });
