import { settings } from '../../../conf/configure.ts';
import type { PasswordValidatorSettings } from '../../../conf/settings.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { snakeToCamel } from '../../../utils/case.ts';
import { importString } from '../../../utils/import-string.ts';
import { CommonPasswordValidator } from './common-password.ts';
import { MinimumLengthValidator } from './minimum-length.ts';
import { NumericPasswordValidator } from './numeric-password.ts';
import type { PasswordOwner, PasswordValidator } from './password-validator.ts';
import { UserAttributeSimilarityValidator } from './user-attribute-similarity.ts';

type ValidatorClass = new (options?: Readonly<Record<string, unknown>>) => PasswordValidator;

const BUILT_IN: Readonly<Record<string, ValidatorClass>> = {
  UserAttributeSimilarityValidator,
  MinimumLengthValidator,
  CommonPasswordValidator,
  NumericPasswordValidator,
};

/** The validators made for each list that AUTH_PASSWORD_VALIDATORS has been; tests change the setting. */
const made = new WeakMap<readonly PasswordValidatorSettings[], Promise<readonly PasswordValidator[]>>();

/** The validators of AUTH_PASSWORD_VALIDATORS, in order. */
export function getDefaultPasswordValidators(): Promise<readonly PasswordValidator[]> {
  return getPasswordValidators(settings.AUTH_PASSWORD_VALIDATORS);
}

/** @throws ImproperlyConfigured for a name that is no validator. */
export function getPasswordValidators(
  config: readonly PasswordValidatorSettings[],
): Promise<readonly PasswordValidator[]> {
  const known = made.get(config);
  if (known !== undefined) return known;
  const validators = Promise.all(config.map(makeValidator));
  made.set(config, validators);
  return validators;
}

/** Django's own dotted names and option names are understood for the validators that are built in. */
async function makeValidator({ NAME, OPTIONS = {} }: PasswordValidatorSettings): Promise<PasswordValidator> {
  const name = NAME.replace(/^(django\.contrib\.auth\.password_validation\.|jango\/contrib\/auth#)/, '');
  const validatorClass = BUILT_IN[name] ?? ((await importString(NAME)) as ValidatorClass);
  if (typeof validatorClass === 'function') {
    return new validatorClass(
      Object.fromEntries(Object.entries(OPTIONS).map(([key, value]) => [snakeToCamel(key), value])),
    );
  }
  throw new ImproperlyConfigured(
    `AUTH_PASSWORD_VALIDATORS has '${NAME}', which is not a class.`,
    `Built in are: ${Object.keys(BUILT_IN).join(', ')}.`,
  );
}

/**
 * Try a new password against every rule.
 * @param user whom it is for, so that it can be compared with the name
 * @throws ValidationError with the messages of all rules that it breaks
 */
export async function validatePassword(
  password: string,
  user?: PasswordOwner,
  validators?: readonly PasswordValidator[],
): Promise<void> {
  const errors: ValidationError[] = [];
  for (const validator of validators ?? (await getDefaultPasswordValidators())) {
    try {
      await validator.validate(password, user);
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      errors.push(error);
    }
  }
  if (errors.length > 0) throw new ValidationError(errors);
}

/** Tell the validators that a password was changed. */
export async function passwordChanged(
  password: string,
  user?: PasswordOwner,
  validators?: readonly PasswordValidator[],
): Promise<void> {
  for (const validator of validators ?? (await getDefaultPasswordValidators())) {
    await validator.passwordChanged?.(password, user);
  }
}

/** The rules, a sentence each. */
export async function passwordValidatorsHelpTexts(
  validators?: readonly PasswordValidator[],
): Promise<string[]> {
  return (validators ?? (await getDefaultPasswordValidators())).map((validator) => validator.getHelpText());
}
