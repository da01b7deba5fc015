import { expect, test } from 'vitest';
import { formsField } from '../../conformance/families/forms-field.ts';
import { formsForm } from '../../conformance/families/forms-form.ts';
import { formsWidget } from '../../conformance/families/forms-widget.ts';
import { failuresOf } from '../support/replay.ts';

test.each([formsField, formsWidget, formsForm])('$name behaves as Django does', async (family) => {
  expect(await failuresOf(family)).toEqual([]);
});
