import type { Family } from '../vector.ts';
import { dateformat } from './dateformat.ts';
import { filter } from './filter.ts';
import { formats } from './formats.ts';
import { template, templateCustom } from './template.ts';
import { utils } from './utils.ts';

/** Every family that can be replayed; a new one is a file here and a line in this list. */
export const families: readonly Family[] = [template, templateCustom, filter, dateformat, formats, utils];
