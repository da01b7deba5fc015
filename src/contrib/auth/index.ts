export { AbstractBaseUser, UserValueError } from './abstract-base-user.ts';
export { AbstractUser } from './abstract-user.ts';
export { AnonymousUser } from './anonymous-user.ts';
export type { AuthUser, RequestUser } from './auth-types.ts';
export { authenticate } from './authenticate.ts';
export type { AuthBackend, Credentials } from './backends/auth-backend.ts';
export { AllowAllUsersModelBackend, ModelBackend } from './backends/model-backend.ts';
export { BaseUserManager } from './base-user-manager.ts';
export { getPermissionCodename } from './create-permissions.ts';
export { loginNotRequired } from './decorators/login-not-required.ts';
export { type AuthenticatedRequest, loginRequired } from './decorators/login-required.ts';
export { permissionRequired } from './decorators/permission-required.ts';
export {
  type LoginUrlOptions,
  REDIRECT_FIELD_NAME,
  redirectToLogin,
} from './decorators/redirect-to-login.ts';
export { userPassesTest } from './decorators/user-passes-test.ts';
export { AdminPasswordChangeForm } from './forms/admin-password-change-form.ts';
export { AuthenticationForm } from './forms/authentication-form.ts';
export { PasswordChangeForm } from './forms/password-change-form.ts';
export { SetPasswordForm } from './forms/set-password-form.ts';
export { UserChangeForm } from './forms/user-change-form.ts';
export { BaseUserCreationForm, UserCreationForm } from './forms/user-creation-form.ts';
export { GroupManager } from './group.ts';
export { Argon2PasswordHasher } from './hashers/argon2.ts';
export { BCryptPasswordHasher, BCryptSHA256PasswordHasher } from './hashers/bcrypt.ts';
export { checkPassword, isPasswordUsable, makePassword, verifyPassword } from './hashers/check-password.ts';
export { MD5PasswordHasher } from './hashers/md5.ts';
export { type DecodedHash, HasherError, maskHash, PasswordHasher } from './hashers/password-hasher.ts';
export { PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher } from './hashers/pbkdf2.ts';
export { getHasher, getHashers, identifyHasher } from './hashers/registry.ts';
export { ScryptPasswordHasher } from './hashers/scrypt.ts';
export { login, logout, updateSessionAuthHash } from './login.ts';
export { Group, Permission, User } from './models.ts';
export { normalizeEmail } from './normalize-email.ts';
export { CommonPasswordValidator } from './password-validation/common-password.ts';
export { MinimumLengthValidator } from './password-validation/minimum-length.ts';
export { NumericPasswordValidator } from './password-validation/numeric-password.ts';
export type { PasswordOwner, PasswordValidator } from './password-validation/password-validator.ts';
export {
  type UserAttributeSimilarityOptions,
  UserAttributeSimilarityValidator,
} from './password-validation/user-attribute-similarity.ts';
export {
  getDefaultPasswordValidators,
  getPasswordValidators,
  passwordChanged,
  passwordValidatorsHelpTexts,
  validatePassword,
} from './password-validation/validate-password.ts';
export { PermissionManager } from './permission.ts';
export type { PermissionHolder } from './permission-holder.ts';
export { PermissionsMixin } from './permissions-mixin.ts';
export { getUser } from './session-user.ts';
export { userLoggedIn, userLoggedOut, userLoginFailed } from './signals.ts';
export { defaultTokenGenerator, PasswordResetTokenGenerator, type TokenUser } from './tokens.ts';
export { type NewUser, UserManager } from './user-manager.ts';
export { getUserModel } from './user-model.ts';
export type { UserModelClass } from './user-model-class.ts';
export { ASCIIUsernameValidator, UnicodeUsernameValidator } from './username-validator.ts';
export { ClassView } from './views/class-view.ts';
export { LoginView } from './views/login-view.ts';
export { LogoutView } from './views/logout-view.ts';
export { PasswordChangeDoneView, PasswordChangeView } from './views/password-change-view.ts';

import './request-user.ts';

/**
 * For projects with a user model of their own: `declare module 'jango/contrib/auth' { interface AuthTypes { user: Member } }`.
 * It stands in this file because a declaration merges only with the module it names.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface AuthTypes {}
