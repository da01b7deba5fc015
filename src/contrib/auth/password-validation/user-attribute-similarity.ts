import { FrameworkError } from '../../../core/errors/framework-error.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { PasswordOwner, PasswordValidator } from './password-validator.ts';

const DEFAULT_ATTRIBUTES = ['username', 'firstName', 'lastName', 'email'] as const;

export interface UserAttributeSimilarityOptions {
  /** Properties of the user to compare with. */
  userAttributes?: readonly string[];
  /** From 0.1 (nothing in common is asked for) to 1 (only an equal password is refused); 0.7 unless told. */
  maxSimilarity?: number;
}

/** Not too like the user's name or e-mail address, or a part of them. */
export class UserAttributeSimilarityValidator implements PasswordValidator {
  readonly userAttributes: readonly string[];
  readonly maxSimilarity: number;

  constructor(options: UserAttributeSimilarityOptions = {}) {
    this.userAttributes = options.userAttributes ?? DEFAULT_ATTRIBUTES;
    this.maxSimilarity = options.maxSimilarity ?? 0.7;
    if (this.maxSimilarity < 0.1) {
      throw new FrameworkError(
        'auth.max-similarity',
        `maxSimilarity is ${this.maxSimilarity}, which would refuse nearly every password.`,
        'Take a number of at least 0.1.',
      );
    }
  }

  validate(password: string, user?: PasswordOwner): void {
    if (user === undefined) return;
    const given = password.toLowerCase();
    for (const attribute of this.userAttributes) {
      const value = (user as Record<string, unknown>)[attribute];
      if (typeof value !== 'string' || value === '') continue;
      const whole = value.toLowerCase();
      if ([...whole.split(/[^\p{L}\p{N}_]+/u), whole].some((part) => this.#tooSimilar(given, part))) {
        throw new ValidationError('The password is too similar to the %(verbose_name)s.', {
          code: 'password_too_similar',
          params: { verbose_name: verboseName(user, attribute) },
        });
      }
    }
  }

  getHelpText(): string {
    return 'Your password can’t be too similar to your other personal information.';
  }

  #tooSimilar(password: string, value: string): boolean {
    if (hopelesslyShort(password, this.maxSimilarity, value)) return false;
    return similarity(password, value) >= this.maxSimilarity;
  }
}

/** Spares comparing a very long password with a short value: they can't reach the limit. */
function hopelesslyShort(password: string, maxSimilarity: number, value: string): boolean {
  return password.length >= 10 * value.length && value.length < (maxSimilarity / 2) * password.length;
}

/** Share of letters that two texts have in common, whatever their order: Python's `SequenceMatcher.quick_ratio()`. */
function similarity(a: string, b: string): number {
  const left = new Map<string, number>();
  for (const letter of a) left.set(letter, (left.get(letter) ?? 0) + 1);
  let common = 0;
  for (const letter of b) {
    const available = left.get(letter) ?? 0;
    if (available > 0) common++;
    left.set(letter, available - 1);
  }
  const total = a.length + b.length;
  return total === 0 ? 1 : (2 * common) / total;
}

function verboseName(user: PasswordOwner, attribute: string): string {
  const meta = (user.constructor as { _meta?: { fields: readonly { name: string; verboseName: string }[] } })
    ._meta;
  return String(meta?.fields.find((field) => field.name === attribute)?.verboseName ?? attribute);
}
