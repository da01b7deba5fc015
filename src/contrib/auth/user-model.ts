import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { LookupError } from '../../core/errors/lookup-error.ts';
import type { AuthUser } from './auth-types.ts';
import type { UserModelClass } from './user-model-class.ts';

/** The model that AUTH_USER_MODEL names. @throws ImproperlyConfigured when there is none */
export function getUserModel(): UserModelClass<AuthUser> {
  const name = settings.AUTH_USER_MODEL;
  if (!/^\w+\.\w+$/.test(name)) {
    throw new ImproperlyConfigured(
      `AUTH_USER_MODEL is '${name}'.`,
      "It must be of the form 'app_label.ModelName'.",
    );
  }
  try {
    return apps.getModel(name) as unknown as UserModelClass<AuthUser>;
  } catch (cause) {
    if (!(cause instanceof LookupError)) throw cause;
    throw new ImproperlyConfigured(
      `AUTH_USER_MODEL refers to model '${name}' that has not been installed.`,
      cause.message,
      { cause },
    );
  }
}
