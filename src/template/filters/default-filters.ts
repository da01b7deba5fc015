import type { Library } from '../library.ts';
import { Definer } from './define.ts';
import { defineListFilters } from './list-filters.ts';
import { defineStringFilters } from './string-filters.ts';
import { defineValueFilters } from './value-filters.ts';

/** The filters that need no `{% load %}`. */
export function registerDefaultFilters(register: Library): void {
  const define = new Definer(register);
  defineStringFilters(define);
  defineListFilters(define);
  defineValueFilters(define);
}
