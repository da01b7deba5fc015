export { type SetupOptions, setup } from './setup.ts';
export { version } from './version.ts';
