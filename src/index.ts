export { type SetupOptions, setup } from './setup.ts';
