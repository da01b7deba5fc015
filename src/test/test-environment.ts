import { pushOverride, settings } from '../conf/configure.ts';

/** Settings as tests want them: as in production, but answering to the name that the test client calls. @returns what undoes it */
export function setupTestEnvironment(debug = false): () => void {
  return pushOverride({ DEBUG: debug, ALLOWED_HOSTS: [...settings.ALLOWED_HOSTS, 'testserver'] });
}
