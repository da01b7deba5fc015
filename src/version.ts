import { ownManifest } from './utils/own-manifest.ts';

/** The version of Jango that is running: `'0.1.0'`. */
export const version: string = ownManifest().version;
