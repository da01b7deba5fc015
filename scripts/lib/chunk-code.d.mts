export const URL_NAME: string;

/** What a module hands on of another file: names inside and outside. */
export interface Facade {
  from: string;
  names: [string, string][];
}

export function facadeIn(code: string): Facade | undefined;
export function splitChunk(
  name: string,
  code: string,
  facadeOf?: (asked: unknown) => Facade | undefined,
): { module: string; code: string };
export function withBuiltinsAtHand(code: string): string;
