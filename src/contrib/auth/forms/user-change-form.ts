import { ModelForm } from '../../../forms/model-form.ts';
import type { ModelFormMeta } from '../../../forms/model-types.ts';
import { User } from '../models.ts';

/** Changes everything of a user but the password, which has a page of its own. */
export class UserChangeForm extends ModelForm<User> {
  static readonly meta: ModelFormMeta<User> = { model: User, exclude: ['password'] };
}
