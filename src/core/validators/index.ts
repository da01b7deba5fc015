export { BaseValidator, type Limit } from './base-validator.ts';
export { DecimalValidator } from './decimal-validator.ts';
export {
  DomainNameValidator,
  type DomainNameValidatorOptions,
  validateDomainName,
} from './domain-name-validator.ts';
export { EmailValidator, type EmailValidatorOptions, validateEmail } from './email-validator.ts';
export { isEmptyValue } from './empty-values.ts';
export {
  FileExtensionValidator,
  type FileExtensionValidatorOptions,
  validateImageFileExtension,
} from './file-extension-validator.ts';
export {
  IP_PROTOCOLS,
  type IpProtocol,
  ipAddressValidators,
  validateIpv4Address,
  validateIpv6Address,
  validateIpv46Address,
} from './ip-address.ts';
export { MaxLengthValidator } from './max-length-validator.ts';
export { MaxValueValidator } from './max-value-validator.ts';
export type { ValidatorOptions } from './messages.ts';
export { MinLengthValidator } from './min-length-validator.ts';
export { MinValueValidator } from './min-value-validator.ts';
export {
  type IntListOptions,
  intListValidator,
  validateCommaSeparatedIntegerList,
  validateInteger,
  validateSlug,
  validateUnicodeSlug,
} from './patterns.ts';
export { ProhibitNullCharactersValidator } from './prohibit-null-characters-validator.ts';
export { RegexValidator, type RegexValidatorOptions } from './regex-validator.ts';
export { StepValueValidator } from './step-value-validator.ts';
export { URLValidator, type URLValidatorOptions } from './url-validator.ts';
export { CallableValidator, type DeconstructedValidator, type Validator } from './validator.ts';
