import { settings } from '../../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../messages.ts';

const SECURITY_MIDDLEWARE = 'jango/middleware/security';
const REFERRER_POLICIES = new Set([
  'no-referrer',
  'no-referrer-when-downgrade',
  'origin',
  'origin-when-cross-origin',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
]);
const OPENER_POLICIES = new Set(['same-origin', 'same-origin-allow-popups', 'unsafe-none']);

/** What the security middleware should be set up to do on a deployed site. */
export function checkTransport(): CheckMessage[] {
  if (!settings.MIDDLEWARE.includes(SECURITY_MIDDLEWARE)) {
    return [
      new CheckWarning(
        `You do not have '${SECURITY_MIDDLEWARE}' in your MIDDLEWARE, so the SECURE_ settings have no effect.`,
        { id: 'security.W001' },
      ),
    ];
  }
  return [...strictTransport(), ...headers()];
}

function strictTransport(): CheckMessage[] {
  const found: CheckMessage[] = [];
  if (!settings.SECURE_HSTS_SECONDS) {
    found.push(
      new CheckWarning(
        'You have not set a value for the SECURE_HSTS_SECONDS setting. If your entire site is served only over SSL, you may want to set it and enable HTTP Strict Transport Security; read up on it first, since careless use can make the site unreachable.',
        { id: 'security.W004' },
      ),
    );
  } else {
    if (!settings.SECURE_HSTS_INCLUDE_SUBDOMAINS) {
      found.push(
        new CheckWarning(
          'You have not set SECURE_HSTS_INCLUDE_SUBDOMAINS to true. Without it, the site can be attacked through an insecure subdomain.',
          { id: 'security.W005' },
        ),
      );
    }
    if (!settings.SECURE_HSTS_PRELOAD) {
      found.push(
        new CheckWarning(
          'You have not set SECURE_HSTS_PRELOAD to true. Without it, the site cannot be put on the preload list of browsers.',
          { id: 'security.W021' },
        ),
      );
    }
  }
  if (!settings.SECURE_SSL_REDIRECT) {
    found.push(
      new CheckWarning(
        'Your SECURE_SSL_REDIRECT setting is not true. Unless a load balancer or proxy sends visitors to HTTPS, you may want to set it.',
        { id: 'security.W008' },
      ),
    );
  }
  return found;
}

function headers(): CheckMessage[] {
  const found: CheckMessage[] = [];
  if (!settings.SECURE_CONTENT_TYPE_NOSNIFF) {
    found.push(
      new CheckWarning(
        "SECURE_CONTENT_TYPE_NOSNIFF is not true, so pages are served without 'X-Content-Type-Options: nosniff' and browsers may guess content types.",
        { id: 'security.W006' },
      ),
    );
  }
  const referrer = settings.SECURE_REFERRER_POLICY;
  if (referrer === null) {
    found.push(
      new CheckWarning(
        'You have not set SECURE_REFERRER_POLICY, so the site sends no Referrer-Policy header and says too much to other sites.',
        { id: 'security.W022' },
      ),
    );
  } else if (referrer.split(',').some((policy) => !REFERRER_POLICIES.has(policy.trim()))) {
    found.push(
      new CheckError('You have set SECURE_REFERRER_POLICY to an invalid value.', {
        hint: `Valid values are: ${[...REFERRER_POLICIES].join(', ')}.`,
        id: 'security.E023',
      }),
    );
  }
  const opener = settings.SECURE_CROSS_ORIGIN_OPENER_POLICY;
  if (opener !== null && !OPENER_POLICIES.has(opener)) {
    found.push(
      new CheckError('You have set SECURE_CROSS_ORIGIN_OPENER_POLICY to an invalid value.', {
        hint: `Valid values are: ${[...OPENER_POLICIES].join(', ')}.`,
        id: 'security.E024',
      }),
    );
  }
  return found;
}
