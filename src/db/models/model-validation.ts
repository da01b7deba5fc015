import type { AnyModel } from './model.ts';

export interface CleanOptions {
  /** Fields to leave out, by name. */
  exclude?: Iterable<string>;
  validateUnique?: boolean;
  validateConstraints?: boolean;
}

export async function fullClean(_instance: AnyModel, _options: CleanOptions): Promise<void> {}
export async function cleanFields(_instance: AnyModel, _exclude?: Iterable<string>): Promise<void> {}
export async function validateUnique(_instance: AnyModel, _exclude?: Iterable<string>): Promise<void> {}
export async function validateConstraints(_instance: AnyModel, _exclude?: Iterable<string>): Promise<void> {}
