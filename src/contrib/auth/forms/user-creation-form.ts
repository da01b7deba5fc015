import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { CharField } from '../../../forms/declarations/text.ts';
import { ModelForm } from '../../../forms/model-form.ts';
import type { ModelFormMeta } from '../../../forms/model-types.ts';
import type { AbstractBaseUser } from '../abstract-base-user.ts';
import { User } from '../models.ts';
import { checkNewPassword, newPasswordInput, passwordHelpHtml } from './new-password.ts';

/** Makes a user with a name and a password; extend it with a `meta` of your own for another user model. */
export class BaseUserCreationForm<
  M extends AbstractBaseUser<unknown> & AnyModel = User,
> extends ModelForm<M> {
  static readonly meta: ModelFormMeta<never> = { model: User, fields: ['username'] } as never;

  password1 = CharField({ label: 'Password', strip: false, widget: newPasswordInput() });
  password2 = CharField({
    label: 'Password confirmation',
    strip: false,
    widget: newPasswordInput(),
    helpText: 'Enter the same password as before, for verification.',
  });

  override async prepare(name?: string): Promise<void> {
    await super.prepare(name);
    this.password1.field.helpText = await passwordHelpHtml();
  }

  protected override async postClean(): Promise<void> {
    await super.postClean();
    await checkNewPassword(this, ['password1', 'password2'], this.instance);
  }

  override async save(options: { commit?: boolean } = {}): Promise<M> {
    const user = await super.save({ commit: false });
    await user.setPassword((this.cleanedData as { password1: string }).password1);
    if (options.commit === false) return user;
    await user.save();
    await this.saveM2m();
    return user;
  }
}

/** The same, and refuses a name that somebody has in other capitals. */
export class UserCreationForm<
  M extends AbstractBaseUser<unknown> & AnyModel = User,
> extends BaseUserCreationForm<M> {
  async cleanUsername(): Promise<string> {
    const { username } = this.cleanedData as unknown as { username: string };
    const model = this.instance.constructor as unknown as typeof User;
    const taken = await model.objects.filter({ username__iexact: username }).exists();
    if (!taken) return username;
    throw new ValidationError('A user with that username already exists.', { code: 'unique' });
  }
}
