import { crypto } from '../../../utils/builtins.ts';
import { optionalPackage } from './optional-package.ts';

export interface Argon2Costs {
  /** Passes over the memory. */
  timeCost: number;
  /** In KiB. */
  memoryCost: number;
  parallelism: number;
}

/** `crypto.argon2` of Node 24.7 and later. */
type BuiltIn = (
  algorithm: 'argon2id',
  parameters: {
    message: string | Uint8Array;
    nonce: Uint8Array;
    parallelism: number;
    tagLength: number;
    memory: number;
    passes: number;
  },
  callback: (error: Error | null, hash: Buffer) => void,
) => void;

/** The part of `@node-rs/argon2` that is used. */
interface Package {
  hashRaw(
    password: string | Uint8Array,
    options: {
      algorithm: number;
      salt: Uint8Array;
      outputLen: number;
      memoryCost: number;
      timeCost: number;
      parallelism: number;
    },
  ): Promise<Buffer>;
}

const ARGON2ID = 2;

/** Argon2id, version 19, off the event loop. @throws ImproperlyConfigured where neither Node nor a package has it. */
export async function argon2id(
  password: string | Uint8Array,
  salt: Uint8Array,
  outputLen: number,
  { timeCost, memoryCost, parallelism }: Argon2Costs,
): Promise<Buffer> {
  const builtIn = (crypto() as unknown as { argon2?: BuiltIn }).argon2;
  if (builtIn !== undefined) {
    return new Promise((resolve, reject) => {
      builtIn(
        'argon2id',
        {
          message: password,
          nonce: salt,
          parallelism,
          tagLength: outputLen,
          memory: memoryCost,
          passes: timeCost,
        },
        (error, hash) => (error ? reject(error) : resolve(hash)),
      );
    });
  }
  const { hashRaw } = await optionalPackage<Package>('Argon2PasswordHasher', ['@node-rs/argon2']);
  return hashRaw(password, { algorithm: ARGON2ID, salt, outputLen, memoryCost, timeCost, parallelism });
}
