import type { Command } from 'commander';
import { apps } from '../../../../apps/registry.ts';
import { ValidationError } from '../../../../core/errors/validation-error.ts';
import type { Field } from '../../../../db/models/fields/field.ts';
import { BaseCommand, type CommonOptions } from '../../../../management/base-command.ts';
import { CommandError } from '../../../../management/command-error.ts';
import { databaseOption } from '../../../../management/database-option.ts';
import { confirm, question } from '../../../../management/prompt.ts';
import { camelToSnake, capfirst } from '../../../../utils/case.ts';
import type { AuthUser } from '../../auth-types.ts';
import type { NewUser } from '../../user-manager.ts';
import { getUserModel } from '../../user-model.ts';
import type { UserModelClass } from '../../user-model-class.ts';
import { askPassword, hasFaults } from '../ask-password.ts';
import { getDefaultUsername } from '../default-username.ts';

interface CreateSuperuserOptions {
  input: boolean;
  database: string;
  [field: string]: unknown;
}

/** `createsuperuser`: make a user who may do everything, by asking or from the command line and the environment. */
export default class CreateSuperuser extends BaseCommand<CreateSuperuserOptions> {
  override help = 'Create a user who may do everything.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    for (const name of fieldNames()) {
      parser.option(
        `--${camelToSnake(name)} <value>`,
        `The superuser's ${camelToSnake(name).replaceAll('_', ' ')}.`,
      );
    }
    parser
      .option('--noinput', 'Ask nothing: take the values from options and DJANGO_SUPERUSER_* variables.')
      .option('--no-input', 'The same.')
      .addOption(databaseOption('The database to write to.'));
  }

  override async handle(options: CreateSuperuserOptions & CommonOptions): Promise<void> {
    const model = getUserModel();
    const asks = options.input && options['noinput'] !== true;
    const values = asks ? await this.#ask(model, options) : await this.#take(model, options);
    await managerOf(model, options.database).createSuperuser(values);
    if (options.verbosity >= 1) this.stdout.write('Superuser created successfully.');
  }

  async #ask(model: UserModelClass<AuthUser>, options: CreateSuperuserOptions): Promise<NewUser> {
    const values: Record<string, unknown> = {};
    for (const name of [model.USERNAME_FIELD, ...model.REQUIRED_FIELDS]) {
      const given = options[name];
      values[name] =
        given === undefined ? await this.#askField(model, name) : await this.#check(model, name, given);
    }
    const draft = new model(Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)));
    return { ...values, password: await this.#askPassword(draft) } as NewUser;
  }

  async #askField(model: UserModelClass<AuthUser>, name: string): Promise<unknown> {
    const isUsername = name === model.USERNAME_FIELD;
    const suggested = isUsername ? await getDefaultUsername() : '';
    const label = capfirst((model._meta.getField(name) as Field).verboseName);
    const offer = suggested === '' ? '' : ` (leave blank to use '${suggested}')`;
    for (;;) {
      const answer = await question(`${label}${offer}: `, { fallback: suggested });
      try {
        return await this.#check(model, name, answer);
      } catch (error) {
        if (!(error instanceof CommandError)) throw error;
        this.stderr.write(`Error: ${error.message}`);
      }
    }
  }

  async #askPassword(draft: AuthUser): Promise<string> {
    for (;;) {
      const password = await askPassword(this.stderr);
      if (!(await hasFaults(password, draft, this.stderr))) return password;
      if (await confirm('Bypass password validation and create user anyway?', { fallback: false }))
        return password;
    }
  }

  async #take(model: UserModelClass<AuthUser>, options: CreateSuperuserOptions): Promise<NewUser> {
    const values: Record<string, unknown> = {};
    for (const name of [model.USERNAME_FIELD, ...model.REQUIRED_FIELDS]) {
      const snake = camelToSnake(name);
      const given = options[name] ?? process.env[`DJANGO_SUPERUSER_${snake.toUpperCase()}`];
      if (given === undefined) throw new CommandError(`You must use --${snake} with --noinput.`);
      values[name] = await this.#check(model, name, given);
    }
    return { ...values, password: process.env['DJANGO_SUPERUSER_PASSWORD'] ?? null } as NewUser;
  }

  /** The value of a field, looked over. @throws CommandError saying what is wrong with it */
  async #check(model: UserModelClass<AuthUser>, name: string, given: unknown): Promise<unknown> {
    const field = model._meta.getField(name) as Field;
    const isUsername = name === model.USERNAME_FIELD;
    if (isUsername && given === '') throw new CommandError(`${capfirst(field.verboseName)} cannot be blank.`);
    try {
      const value: unknown = await field.clean(given);
      const taken =
        isUsername && field.unique && (await model.objects.findByNaturalKey(String(value))) !== null;
      if (taken) throw new CommandError(`That ${field.verboseName} is already taken.`);
      return value;
    } catch (error) {
      if (error instanceof ValidationError) throw new CommandError(error.messages.join(' '));
      throw error;
    }
  }
}

/** What can be given as an option; a command's help may be asked for before there are models. */
function fieldNames(): readonly string[] {
  if (!apps.modelsReady) return ['username', 'email'];
  const model = getUserModel();
  return [model.USERNAME_FIELD, ...model.REQUIRED_FIELDS];
}

interface SuperuserManager {
  createSuperuser(values: NewUser): Promise<unknown>;
}

/** @throws CommandError when the user model's manager makes no superusers */
function managerOf(model: UserModelClass<AuthUser>, database: string): SuperuserManager {
  const manager = model.objects.dbManager(database) as unknown as Partial<SuperuserManager>;
  if (manager.createSuperuser !== undefined) return manager as SuperuserManager;
  throw new CommandError(
    `The manager of ${model._meta.label} has no createSuperuser().`,
    'Give the model a manager that extends UserManager, or write the method.',
  );
}
