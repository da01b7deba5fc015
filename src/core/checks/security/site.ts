import { settings } from '../../../conf/configure.ts';
import { type CheckMessage, CheckWarning } from '../messages.ts';

const MIN_LENGTH = 50;
const MIN_UNIQUE = 5;
const INSECURE = /^(jango|django)-insecure-/;

/** What a deployed site should be set up to be. */
export function checkSite(): CheckMessage[] {
  const found: CheckMessage[] = [];
  const warn = (id: string, message: string): number => found.push(new CheckWarning(message, { id }));
  if (!settings.MIDDLEWARE.includes('jango/middleware/clickjacking')) {
    warn(
      'security.W002',
      "You do not have 'jango/middleware/clickjacking' in your MIDDLEWARE, so pages carry no X-Frame-Options header and other sites may frame them.",
    );
  } else if (settings.X_FRAME_OPTIONS !== 'DENY') {
    warn(
      'security.W019',
      "X_FRAME_OPTIONS is not 'DENY'. Unless the site frames pages of its own, it should be.",
    );
  }
  if (!settings.MIDDLEWARE.includes('jango/middleware/csrf')) {
    warn(
      'security.W003',
      "You do not have 'jango/middleware/csrf' in your MIDDLEWARE, so forms are not protected against requests that other sites forge.",
    );
  } else if (!settings.CSRF_USE_SESSIONS && !settings.CSRF_COOKIE_SECURE) {
    warn(
      'security.W016',
      'CSRF_COOKIE_SECURE is not true, so somebody who listens to the network can steal the CSRF token.',
    );
  }
  if (isWeak(settings.SECRET_KEY)) warn('security.W009', weakKey('SECRET_KEY'));
  settings.SECRET_KEY_FALLBACKS.forEach((key, i) => {
    if (isWeak(key)) warn('security.W025', weakKey(`SECRET_KEY_FALLBACKS[${i}]`));
  });
  if (settings.DEBUG) warn('security.W018', 'You should not have DEBUG set to true in deployment.');
  if (settings.ALLOWED_HOSTS.length === 0)
    warn('security.W020', 'ALLOWED_HOSTS must not be empty in deployment.');
  return found;
}

function isWeak(key: string): boolean {
  return key.length < MIN_LENGTH || new Set(key).size < MIN_UNIQUE || INSECURE.test(key);
}

function weakKey(name: string): string {
  return `Your ${name} has less than ${MIN_LENGTH} characters, less than ${MIN_UNIQUE} unique characters, or it's prefixed with 'jango-insecure-', indicating that it was generated automatically by Jango. Generate a long and random value, otherwise much of what Jango protects will be open to attack.`;
}
