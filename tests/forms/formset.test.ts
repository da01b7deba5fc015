import * as forms from 'jango/forms';
import { expect, expectTypeOf, test } from 'vitest';
import { canonicalHtml } from '../../conformance/forms/matching.ts';

class Choice extends forms.Form {
  choice = forms.CharField();
  votes = forms.IntegerField();
}
const ChoiceFormSet = forms.formsetFactory(Choice);

const counts = (total: number, initial = 0, prefix = 'form') => ({
  [`${prefix}-TOTAL_FORMS`]: String(total),
  [`${prefix}-INITIAL_FORMS`]: String(initial),
});

test('a formset draws its management form and the forms, the empty ones without `required`', () => {
  expect(canonicalHtml(String(new ChoiceFormSet()))).toBe(
    canonicalHtml(`
      <input type="hidden" name="form-TOTAL_FORMS" value="1" id="id_form-TOTAL_FORMS">
      <input type="hidden" name="form-INITIAL_FORMS" value="0" id="id_form-INITIAL_FORMS">
      <input type="hidden" name="form-MIN_NUM_FORMS" value="0" id="id_form-MIN_NUM_FORMS">
      <input type="hidden" name="form-MAX_NUM_FORMS" value="1000" id="id_form-MAX_NUM_FORMS">
      <div><label for="id_form-0-choice">Choice:</label><input type="text" name="form-0-choice" id="id_form-0-choice"></div>
      <div><label for="id_form-0-votes">Votes:</label><input type="number" name="form-0-votes" id="id_form-0-votes"></div>`),
  );
});

test('every form is cleaned, and one that was left empty may be', async () => {
  const formset = new ChoiceFormSet({ ...counts(2), 'form-0-choice': 'Calexico', 'form-0-votes': '100' });
  expect(await formset.isValid()).toBe(true);
  expect(formset.cleanedData).toEqual([{ choice: 'Calexico', votes: 100 }, {}]);
  expectTypeOf(formset.cleanedData[0]!.votes).toEqualTypeOf<number>();
});

test('errors are kept by form', async () => {
  const formset = new ChoiceFormSet({ ...counts(1), 'form-0-choice': 'Calexico', 'form-0-votes': '' });
  expect(await formset.isValid()).toBe(false);
  expect(formset.errors.map((errors) => errors.getJsonData())).toEqual([
    { votes: [{ message: 'This field is required.', code: 'required' }] },
  ]);
  expect(formset.totalErrorCount()).toBe(1);
});

test('data without a management form is an error of the set', async () => {
  const formset = new ChoiceFormSet({ 'form-0-choice': 'x' });
  expect(await formset.isValid()).toBe(false);
  expect([...formset.nonFormErrors()]).toEqual([
    'ManagementForm data is missing or has been tampered with. Missing fields: form-TOTAL_FORMS, form-INITIAL_FORMS. You may need to file a bug report if the issue persists.',
  ]);
});

test('a form whose box is ticked is deleted, valid or not', async () => {
  const Deletable = forms.formsetFactory(Choice, { canDelete: true });
  const formset = new Deletable({
    ...counts(2, 1),
    ...{ 'form-0-choice': '', 'form-0-votes': '', 'form-0-DELETE': 'on' },
    ...{ 'form-1-choice': 'Fergie', 'form-1-votes': '900' },
  });
  expect(await formset.isValid()).toBe(true);
  expect(formset.deletedForms).toEqual([formset.forms[0]]);
});

test('forms are ordered by their numbers, those without one last', async () => {
  const Sortable = forms.formsetFactory(Choice, { canOrder: true });
  const row = (index: number, choice: string, order: string) => ({
    [`form-${index}-choice`]: choice,
    [`form-${index}-votes`]: '1',
    [`form-${index}-ORDER`]: order,
  });
  const formset = new Sortable({
    ...counts(3),
    ...row(0, 'a', '2'),
    ...row(1, 'b', ''),
    ...row(2, 'c', '1'),
  });
  expect(await formset.isValid()).toBe(true);
  expect(formset.orderedForms.map((form) => form.cleanedData.choice)).toEqual(['c', 'a', 'b']);
});

test('the number of forms is limited above and below', async () => {
  const Limited = forms.formsetFactory(Choice, {
    maxNum: 1,
    validateMax: true,
    minNum: 1,
    validateMin: true,
  });
  const row = (index: number) => ({ [`form-${index}-choice`]: 'x', [`form-${index}-votes`]: '1' });
  const many = new Limited({ ...counts(2), ...row(0), ...row(1) });
  await many.isValid();
  expect(many.nonFormErrors().getJsonData()).toEqual([
    { message: 'Please submit at most 1 form.', code: 'too_many_forms' },
  ]);
  const few = new Limited(counts(0));
  await few.isValid();
  expect([...few.nonFormErrors()]).toEqual(['Please submit at least 1 form.']);
});

test('initial data fill the first forms, and extra ones follow', () => {
  const Two = forms.formsetFactory(Choice, { extra: 2 });
  const formset = new Two(null, { initial: [{ choice: 'a', votes: 1 }] });
  expect(formset.forms).toHaveLength(3);
  expect(formset.initialForms).toHaveLength(1);
  expect(String(formset.forms[0]!.choice)).toContain('value="a"');
  expect(String(formset.emptyForm.choice)).toContain('name="form-__prefix__-choice"');
});

test('a class to build on may check the set as a whole', async () => {
  class Distinct extends forms.BaseFormSet<Choice> {
    override clean() {
      const names = this.forms.map((form) => form.cleanedData.choice);
      if (new Set(names).size < names.length) throw new forms.ValidationError('Twice the same.');
    }
  }
  const DistinctSet = forms.formsetFactory(Choice, { formset: Distinct });
  const row = (index: number) => ({ [`form-${index}-choice`]: 'x', [`form-${index}-votes`]: '1' });
  const formset = new DistinctSet({ ...counts(2), ...row(0), ...row(1) });
  expect(await formset.isValid()).toBe(false);
  expect([...formset.nonFormErrors()]).toEqual(['Twice the same.']);
});
