import {
  type AuthenticatedRequest,
  AuthenticationForm,
  login,
  loginRequired,
  logout,
  User,
} from 'jango/contrib/auth';
import * as messages from 'jango/contrib/messages';
import { atomic } from 'jango/db';
import type { HttpRequest } from 'jango/http';
import { urlHasAllowedHostAndScheme } from 'jango/http';
import { getObjectOr404, redirect, render } from 'jango/shortcuts';
import { requirePOST } from 'jango/views';
import { Article } from '../articles/models.ts';
import { ProfileForm, SignupForm } from './forms.ts';
import { Profile } from './models.ts';

export async function signup(request: HttpRequest) {
  if (request.user.isAuthenticated) return redirect('articles:index');
  const posted = request.method === 'POST';
  const form = new SignupForm(posted ? request.POST : undefined);
  if (posted && (await form.isValid())) {
    const user = await atomic(async () => {
      const member = await form.save();
      await Profile.objects.create({ user: member, nickname: form.cleanedData.nickname });
      return member;
    });
    await login(request, user);
    messages.success(request, `Welcome to the café, ${form.cleanedData.nickname}.`);
    return redirect('articles:index');
  }
  return render(request, 'accounts/signup.html', { form });
}

export async function logIn(request: HttpRequest) {
  const posted = request.method === 'POST';
  const form = new AuthenticationForm(request, posted ? request.POST : undefined);
  if (posted && (await form.isValid())) {
    await login(request, form.getUser());
    return redirect(nextUrl(request));
  }
  return render(request, 'accounts/login.html', { form, next: request.GET.get('next') ?? '' });
}

/** Where the visitor wanted to go before logging in, if that is a place of this site. */
function nextUrl(request: HttpRequest): string {
  const next = request.POST.get('next') ?? '';
  return urlHasAllowedHostAndScheme(next, { allowedHosts: [request.getHost()] }) ? next : '/';
}

export const logOut = requirePOST(async (request: HttpRequest) => {
  await logout(request);
  messages.info(request, 'See you soon.');
  return redirect('articles:index');
});

export async function profile(request: HttpRequest, { username }: { username: string }) {
  const member = await getObjectOr404(User, { username });
  const articles = await Article.objects.filter({ author: member }).selectRelated('board').slice(0, 20);
  return render(request, 'accounts/profile.html', { member, articles });
}

export const editProfile = loginRequired(async (request: AuthenticatedRequest) => {
  const [mine] = await Profile.objects.getOrCreate(
    { userId: request.user.pk },
    { defaults: { nickname: request.user.username } },
  );
  const posted = request.method === 'POST';
  const form = new ProfileForm(posted ? request.POST : undefined, { instance: mine });
  if (posted && (await form.isValid())) {
    await form.save();
    messages.success(request, 'Your profile was changed.');
    return redirect('accounts:profile', { username: request.user.username });
  }
  return render(request, 'accounts/edit.html', { form });
});
