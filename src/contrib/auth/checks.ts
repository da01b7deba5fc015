import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../../core/checks/messages.ts';
import type { CheckContext } from '../../core/checks/registry.ts';
import type { ModelClass } from '../../db/models/model.ts';
import { modelsOf } from '../contenttypes/models-of.ts';
import { builtinPermissions } from './create-permissions.ts';
import { getUserModel } from './user-model.ts';

const LONGEST_NAME = 255;
const LONGEST_CODENAME = 100;

/** Whether the project's user model can be logged in with. */
export function checkUserModel({ appConfigs }: CheckContext): CheckMessage[] {
  const model = getUserModel();
  if (appConfigs !== undefined && !appConfigs.some((app) => app.label === model._meta.appLabel)) return [];
  const { USERNAME_FIELD: name, REQUIRED_FIELDS: required } = model;
  const found: CheckMessage[] = [];
  const add = (id: string, message: string, hint: string): void => {
    found.push(new CheckError(message, { obj: model._meta.label, id, hint }));
  };
  if (!Array.isArray(required)) {
    add('auth.E001', "'REQUIRED_FIELDS' must be a list or tuple.", 'Write it as an array of property names.');
  } else if (required.includes(name)) {
    add(
      'auth.E002',
      `The field named as the 'USERNAME_FIELD' for a custom user model must not be included in 'REQUIRED_FIELDS'.`,
      `The 'USERNAME_FIELD' is currently set to '${name}', remove '${name}' from the 'REQUIRED_FIELDS'.`,
    );
  }
  if (!isUnique(model, name)) found.push(notUnique(model, name));
  for (const [id, method] of [
    ['auth.C009', 'isAnonymous'],
    ['auth.C010', 'isAuthenticated'],
  ] as const) {
    const value = Object.getOwnPropertyDescriptor(model.prototype, method)?.value as unknown;
    if (typeof value === 'function') {
      add(id, `${model.name}.${method} must be a getter and not a method.`, `Write \`get ${method}()\`.`);
    }
  }
  return found;
}

function isUnique(model: ModelClass, name: string): boolean {
  const { fields, constraints } = model._meta;
  if (fields.find((field) => field.name === name)?.unique) return true;
  return constraints.some((constraint) => {
    const { fields: names, condition } = constraint as unknown as { fields?: string[]; condition?: unknown };
    return names?.length === 1 && names[0] === name && condition == null;
  });
}

function notUnique(model: ModelClass, name: string): CheckMessage {
  const message = `'${model.name}.${name}' `;
  const isDefault = settings.AUTHENTICATION_BACKENDS.every((one) => one.endsWith('ModelBackend'));
  if (isDefault) {
    return new CheckError(`${message}must be unique because it is named as the 'USERNAME_FIELD'.`, {
      obj: model._meta.label,
      id: 'auth.E003',
      hint: 'Give the field `unique: true`.',
    });
  }
  return new CheckWarning(`${message}is named as the 'USERNAME_FIELD', but it is not unique.`, {
    obj: model._meta.label,
    id: 'auth.W004',
    hint: 'Ensure that your authentication backend(s) can handle non-unique usernames.',
  });
}

/** Whether the permissions of models fit their table and don't clash. */
export function checkModelsPermissions({ appConfigs = apps.getAppConfigs() }: CheckContext): CheckMessage[] {
  return appConfigs.flatMap((config) => modelsOf(config)).flatMap(checkPermissions);
}

function checkPermissions(model: ModelClass): CheckMessage[] {
  const { _meta: meta } = model;
  const found: CheckMessage[] = [];
  const add = (id: string, message: string): void => {
    found.push(new CheckError(message, { obj: meta.label, id }));
  };
  const builtIn = builtinPermissions(meta);
  const longest = Math.max(0, ...builtIn.map(({ name }) => name.length));
  if (longest > LONGEST_NAME) {
    add(
      'auth.E007',
      `The verboseName of model '${meta.label}' must be at most ${LONGEST_NAME - (longest - meta.verboseName.length)} characters for its builtin permission names to be at most ${LONGEST_NAME} characters.`,
    );
  }
  if (Math.max(0, ...builtIn.map(({ codename }) => codename.length)) > LONGEST_CODENAME) {
    add(
      'auth.E011',
      `The name of model '${meta.label}' is too long for its builtin permission codenames to be at most ${LONGEST_CODENAME} characters.`,
    );
  }
  const taken = new Set<string>();
  for (const [codename, name] of meta.permissions) {
    if (name.length > LONGEST_NAME) {
      add(
        'auth.E008',
        `The permission named '${name}' of model '${meta.label}' is longer than ${LONGEST_NAME} characters.`,
      );
    }
    if (codename.length > LONGEST_CODENAME) {
      add(
        'auth.E012',
        `The permission codenamed '${codename}' of model '${meta.label}' is longer than ${LONGEST_CODENAME} characters.`,
      );
    }
    if (builtIn.some((one) => one.codename === codename)) {
      add(
        'auth.E005',
        `The permission codenamed '${codename}' clashes with a builtin permission for model '${meta.label}'.`,
      );
    } else if (taken.has(codename)) {
      add('auth.E006', `The permission codenamed '${codename}' is duplicated for model '${meta.label}'.`);
    }
    taken.add(codename);
  }
  return found;
}
