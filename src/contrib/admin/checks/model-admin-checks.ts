import type { CheckMessage } from '../../../core/checks/messages.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { Findings } from './findings.ts';
import { checkForm } from './form-checks.ts';
import { checkList } from './list-checks.ts';

/** Everything that can be said of a class without a request; numbers are Django's. */
export function checkModelAdmin(admin: ModelAdmin): CheckMessage[] {
  const findings = new Findings(admin);
  checkForm(findings);
  checkList(findings);
  return findings.messages;
}
