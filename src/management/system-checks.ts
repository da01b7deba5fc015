import { type Check, register, TAGS } from '../core/checks/registry.ts';
import { checkSessions } from '../core/checks/security/sessions.ts';
import { checkSite } from '../core/checks/security/site.ts';
import { checkTransport } from '../core/checks/security/transport.ts';
import { checkConnections } from '../db/check-connections.ts';
import { checkLinearMigrations } from '../db/migrations/linear/checks.ts';
import { checkLibraryNames, checkTemplateSources } from '../template/check-sources.ts';
import { checkTemplateSettings } from '../template/checks.ts';
import { checkErrorHandlers, checkNamespaces, checkUrlSettings, checkUrls } from '../urls/checks.ts';

/**
 * Register the checks that come with Jango; those of models come with the first model, those of apps with their `ready()`. Each area keeps its own beside the code they
 * look at; this is the one place that knows all of them, and it is loaded only when checks run.
 */
export function registerSystemChecks(): void {
  registerAll(TAGS.urls, [checkUrls, checkNamespaces, checkUrlSettings, checkErrorHandlers]);
  registerAll(TAGS.templates, [checkTemplateSettings, checkLibraryNames, checkTemplateSources]);
  registerAll(TAGS.database, [checkConnections]);
  registerAll(TAGS.migrations, [checkLinearMigrations]);
  registerAll(TAGS.security, [checkTransport, checkSite, checkSessions], { deploy: true });
}

function registerAll(tag: string, checks: readonly Check[], { deploy = false } = {}): void {
  for (const check of checks) register(check, { tags: [tag], deploy });
}
