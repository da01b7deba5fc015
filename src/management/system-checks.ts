import { type Check, register, TAGS } from '../core/checks/registry.ts';

/**
 * Register the checks that come with Jango; those of models come with the first model, those of apps with their `ready()`. Each area keeps its own beside the code they
 * look at; this is the one place that knows all of them, and it is loaded only when checks run.
 */
export async function registerSystemChecks(): Promise<void> {
  const [urls, templates, templateSources, transport, site, sessions, linear] = await Promise.all([
    import('../urls/checks.ts'),
    import('../template/checks.ts'),
    import('../template/check-sources.ts'),
    import('../core/checks/security/transport.ts'),
    import('../core/checks/security/site.ts'),
    import('../core/checks/security/sessions.ts'),
    import('../db/migrations/linear/checks.ts'),
  ]);
  registerAll(TAGS.urls, [
    urls.checkUrls,
    urls.checkNamespaces,
    urls.checkUrlSettings,
    urls.checkErrorHandlers,
  ]);
  registerAll(TAGS.templates, [
    templates.checkTemplateSettings,
    templateSources.checkLibraryNames,
    templateSources.checkTemplateSources,
  ]);
  registerAll(TAGS.migrations, [linear.checkLinearMigrations]);
  registerAll(TAGS.security, [transport.checkTransport, site.checkSite, sessions.checkSessions], {
    deploy: true,
  });
}

function registerAll(tag: string, checks: readonly Check[], { deploy = false } = {}): void {
  for (const check of checks) register(check, { tags: [tag], deploy });
}
