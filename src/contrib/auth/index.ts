export { Argon2PasswordHasher } from './hashers/argon2.ts';
export { BCryptPasswordHasher, BCryptSHA256PasswordHasher } from './hashers/bcrypt.ts';
export { checkPassword, isPasswordUsable, makePassword, verifyPassword } from './hashers/check-password.ts';
export { MD5PasswordHasher } from './hashers/md5.ts';
export { type DecodedHash, HasherError, maskHash, PasswordHasher } from './hashers/password-hasher.ts';
export { PBKDF2PasswordHasher, PBKDF2SHA1PasswordHasher } from './hashers/pbkdf2.ts';
export { getHasher, getHashers, identifyHasher } from './hashers/registry.ts';
export { ScryptPasswordHasher } from './hashers/scrypt.ts';
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
