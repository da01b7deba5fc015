#!/usr/bin/env node
// `npx jango startproject mysite .`: the commands that need no project yet, or one named by JANGO_SETTINGS_MODULE.
import { manage } from '../dist/management/index.js';

await manage({ folder: process.cwd(), program: 'jango' });
