import { register, TAGS } from '../core/checks/registry.ts';

/**
 * Register the checks that come with Jango; those of apps are registered by their `ready()`. Each area keeps its own beside the code they
 * look at; this is the one place that knows all of them, and it is loaded only when checks run.
 */
export async function registerSystemChecks(): Promise<void> {
  const [urls, transport, site, sessions] = await Promise.all([
    import('../urls/checks.ts'),
    import('../core/checks/security/transport.ts'),
    import('../core/checks/security/site.ts'),
    import('../core/checks/security/sessions.ts'),
  ]);
  for (const check of [
    urls.checkUrls,
    urls.checkNamespaces,
    urls.checkUrlSettings,
    urls.checkErrorHandlers,
  ]) {
    register(check, { tags: [TAGS.urls] });
  }
  for (const check of [transport.checkTransport, site.checkSite, sessions.checkSessions]) {
    register(check, { tags: [TAGS.security], deploy: true });
  }
}
