#!/usr/bin/env node
// The command line of {{ name }}: `node manage.js help` lists what it can do.
process.env.JANGO_SETTINGS_MODULE ??= '{{ name }}/settings.ts';

const { manage } = await import('jango/management').catch((error) => {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error(`Jango could not be imported. Is it installed? Run "npm install" in ${import.meta.dirname}.`);
  console.error(`  ${error.message}`);
  process.exit(1);
});

await manage({ folder: import.meta.dirname });
