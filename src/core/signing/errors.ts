import { FrameworkError } from '../errors/framework-error.ts';

/** A signed text was changed, was signed with another key, or was never signed. */
export class BadSignature extends FrameworkError {
  constructor(what: string, hint?: string, code = 'signing.bad-signature') {
    super(code, what, hint);
  }
}

/** The signature is right, but older than the `maxAge` that was asked for. */
export class SignatureExpired extends BadSignature {
  constructor(what: string) {
    super(what, undefined, 'signing.signature-expired');
  }
}

/** `algorithm` names no hash that this Node knows. */
export class InvalidAlgorithm extends FrameworkError {
  constructor(algorithm: string) {
    super(
      'signing.invalid-algorithm',
      `'${algorithm}' is not an algorithm that node:crypto can hash with.`,
      "Take 'sha256', or another name of crypto.getHashes().",
    );
  }
}
