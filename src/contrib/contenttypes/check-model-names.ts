import { apps } from '../../apps/registry.ts';
import { CheckError, type CheckMessage } from '../../core/checks/messages.ts';
import type { CheckContext } from '../../core/checks/registry.ts';

/** What the column of a content type holds. */
const LONGEST_NAME = 100;

/** Names of models that no content type can have. */
export function checkModelNames({ appConfigs = apps.getAppConfigs() }: CheckContext): CheckMessage[] {
  const models = appConfigs.flatMap((config) => [...config.models.values()]);
  return models
    .filter(({ _meta: meta }) => meta.modelName.length > LONGEST_NAME)
    .map(({ _meta: meta }) => {
      const message = `The name of a model may have ${LONGEST_NAME} characters (this one has ${meta.modelName.length}).`;
      return new CheckError(message, { obj: meta.label, id: 'contenttypes.E005' });
    });
}
