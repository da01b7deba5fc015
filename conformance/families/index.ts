import type { Family } from '../vector.ts';
import { dateformat } from './dateformat.ts';
import { filter } from './filter.ts';
import { formats } from './formats.ts';
import { formsField } from './forms-field.ts';
import { formsForm } from './forms-form.ts';
import { formsWidget } from './forms-widget.ts';
import { http } from './http.ts';
import { migrations } from './migrations.ts';
import { paginator } from './paginator.ts';
import { schema } from './schema.ts';
import { template, templateCustom } from './template.ts';
import { urls } from './urls.ts';
import { utils } from './utils.ts';
import { validators } from './validators.ts';

/** Every family that can be replayed; a new one is a file here and a line in this list. */
export const families: readonly Family[] = [
  template,
  templateCustom,
  filter,
  dateformat,
  formats,
  utils,
  formsField,
  formsWidget,
  formsForm,
  validators,
  paginator,
  urls,
  http,
  migrations,
  schema,
];
