import { UserCreationForm } from 'jango/contrib/auth';
import * as forms from 'jango/forms';
import { Profile } from './models.ts';

/** What the café asks of a new member. */
export class SignupForm extends UserCreationForm {
  nickname = forms.CharField({ maxLength: 20, helpText: 'How you are called in the café.' });

  async cleanNickname(nickname: string) {
    if (await Profile.objects.filter({ nickname }).exists()) {
      throw new forms.ValidationError('Somebody in the café has this nickname.', { code: 'unique' });
    }
    return nickname;
  }
}

export class ProfileForm extends forms.ModelForm<Profile> {
  static meta: forms.ModelFormMeta<Profile> = { model: Profile, fields: ['nickname', 'introduction'] };
}
