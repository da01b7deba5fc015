import { User } from 'jango/contrib/auth';
import { TestCase } from 'jango/test';
import { Profile } from './models.ts';

const NEW = {
  username: 'newcomer',
  password1: 'a-good-Secret-1',
  password2: 'a-good-Secret-1',
  nickname: 'Newcomer',
};

export class AccountTests extends TestCase {
  async testSigningUpMakesAMemberAndLogsIn() {
    const response = await this.client.post('/accounts/signup/', NEW, { follow: true });
    this.assertContains(response, 'Welcome to the café, Newcomer.');
    this.assertContains(response, 'Log out');
    this.assertEqual(await Profile.objects.filter({ user__username: 'newcomer' }).count(), 1);
  }

  async testATakenNicknameIsRefusedAndNobodyIsMade() {
    const response = await this.client.post('/accounts/signup/', { ...NEW, nickname: '하늘' });
    this.assertContains(response, 'Somebody in the café has this nickname.');
    this.assertFalse(await User.objects.filter({ username: 'newcomer' }).exists());
  }

  async testAWeakPasswordIsRefused() {
    const response = await this.client.post('/accounts/signup/', {
      ...NEW,
      password1: '12345',
      password2: '12345',
    });
    this.assertContains(response, 'This password is too short.');
  }

  async testLoggingInGoesWhereOneWantedToGoAndNowhereElse() {
    await User.objects.createUser('test-guest', '', 'only-for-tests-1');
    const login = { username: 'test-guest', password: 'only-for-tests-1' };
    const wanted = await this.client.post('/accounts/login/', { ...login, next: '/articles/new/' });
    this.assertRedirects(wanted, '/articles/new/');
    const evil = await this.client.post('/accounts/login/', { ...login, next: 'https://evil.example/' });
    this.assertRedirects(evil, '/');
  }

  async testAWrongPasswordIsSaid() {
    const response = await this.client.post('/accounts/login/', { username: 'nobody', password: 'x' });
    this.assertContains(response, 'Please enter a correct username and password.');
  }

  async testAProfileShowsWhatItsMemberWrote() {
    const response = await this.client.get('/accounts/sora/');
    this.assertContains(response, '소라');
    this.assertContains(response, '인절미 토스트');
  }
}
