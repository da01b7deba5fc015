import * as forms from 'jango/forms';
import { expect, expectTypeOf, test } from 'vitest';

class ContactForm extends forms.Form {
  subject = forms.CharField({ maxLength: 100 });
  sender = forms.EmailField({ helpText: 'We <b>never</b> show it.' });
  copies = forms.IntegerField({ required: false, minValue: 0 });

  cleanSubject() {
    return this.cleanedData.subject.toUpperCase();
  }
}

const good = { subject: 'hello', sender: 'ann@example.com', copies: '2' };

test('a valid form has cleaned data in the types of its fields', async () => {
  const form = new ContactForm(good);
  expect(await form.isValid()).toBe(true);
  expect(form.cleanedData).toEqual({ subject: 'HELLO', sender: 'ann@example.com', copies: 2 });
  expectTypeOf(form.cleanedData.subject).toEqualTypeOf<string>();
  expectTypeOf(form.cleanedData.copies).toEqualTypeOf<number | null>();
  // @ts-expect-error -- the form has no such field
  expect(form.cleanedData.sujbect).toBeUndefined();
});

test('an invalid form has errors by field, and no cleaned value of those fields', async () => {
  const form = new ContactForm({ subject: '', sender: 'ann', copies: '-1' });
  expect(await form.isValid()).toBe(false);
  expect(form.errors.getJsonData()).toEqual({
    subject: [{ message: 'This field is required.', code: 'required' }],
    sender: [{ message: 'Enter a valid email address.', code: 'invalid' }],
    copies: [{ message: 'Ensure this value is greater than or equal to 0.', code: 'min_value' }],
  });
  expect(form.cleanedData).toEqual({});
  expect(form.hasError('sender', 'invalid')).toBe(true);
});

test('a form without data is not valid and has no errors', async () => {
  const form = new ContactForm();
  expect(await form.isValid()).toBe(false);
  expect(form.errors.size).toBe(0);
});

test('an empty list of files, which every request has, does not bind a form', () => {
  expect(new ContactForm(undefined, { files: {} }).isBound).toBe(false);
  expect(new ContactForm(undefined, { files: { picture: new File([], 'a.png') } }).isBound).toBe(true);
});

test('cleaned data asked for before validation says what to do', () => {
  expect(() => new ContactForm(good).cleanedData).toThrow(
    '`cleanedData` was read before the form was validated. Write `if (await form.isValid())` first.',
  );
});

test('clean() sees all fields, may wait, and may put other data in their place', async () => {
  class Range extends forms.Form {
    from = forms.IntegerField();
    to = forms.IntegerField();

    override async clean() {
      const { from, to } = this.cleanedData;
      await Promise.resolve();
      if (from > to) this.addError('to', 'It ends before it begins.');
      if (to - from > 100) throw new forms.ValidationError('Too long.', { code: 'too_long' });
      return { ...this.cleanedData, length: to - from };
    }
  }
  const good = new Range({ from: 1, to: 5 });
  await good.isValid();
  expect(good.cleanedData).toMatchObject({ length: 4 });

  const backwards = new Range({ from: 5, to: 1 });
  await backwards.isValid();
  expect(backwards.errors.get('to')).toEqual(expect.arrayContaining(['It ends before it begins.']));

  const long = new Range({ from: 1, to: 500 });
  await long.isValid();
  expect([...long.nonFieldErrors()]).toEqual(['Too long.']);
  // @ts-expect-error -- errors go to fields that there are
  expect(() => long.addError('until', 'x')).toThrow("Range has no field 'until'. Choices are: from, to.");
});

test('validators may be asynchronous', async () => {
  const taken = async (name: string) => {
    if (name === 'ann') throw new forms.ValidationError('Somebody has it.', { code: 'taken' });
  };
  class Signup extends forms.Form {
    name = forms.CharField({ validators: [taken] });
  }
  const form = new Signup({ name: 'ann' });
  expect(() => form.errors).toThrow('read before the form was validated');
  expect(await form.isValid()).toBe(false);
  expect(form.hasError('name', 'taken')).toBe(true);
});

test('a form inherits the fields of its class above, in order, and may declare one anew', () => {
  class Base extends forms.Form {
    name = forms.CharField();
    email = forms.EmailField();
  }
  class Extended extends Base {
    override email = forms.EmailField({ required: false });
    phone = forms.CharField();
  }
  const form = new Extended();
  expect(Object.keys(form.fields)).toEqual(['name', 'email', 'phone']);
  expect(form.fields['email']!.required).toBe(false);
  expect(new Base().fields['email']!.required).toBe(true);
});

test('fields may be changed, added and taken away in the constructor, for one form alone', () => {
  class Survey extends forms.Form {
    name = forms.CharField();

    constructor(data?: forms.FormData, options?: forms.FormOptions & { anonymous?: boolean }) {
      super(data, options);
      this.name.field.widget.attrs['placeholder'] = 'Your name';
      if (options?.anonymous) delete this.fields['name'];
      this.fields['answer'] = new forms.fields.BooleanField({ required: false });
    }
  }
  expect(Object.keys(new Survey().fields)).toEqual(['name', 'answer']);
  expect(Object.keys(new Survey(undefined, { anonymous: true }).fields)).toEqual(['answer']);
  expect(String(new Survey().name)).toContain('placeholder="Your name"');
  expect(String(new Survey().get('answer'))).toContain('type="checkbox"');
});

test('a field in a list of fields is no field of the form', () => {
  class Combined extends forms.Form {
    code = forms.ComboField({ fields: [forms.CharField({ maxLength: 20 }), forms.EmailField()] });
  }
  expect(Object.keys(new Combined().fields)).toEqual(['code']);
});

test('a name that every form has cannot be that of a field', () => {
  class Upload extends forms.Form {
    // @ts-expect-error -- every form has `files`
    override files = forms.FileField();
  }
  expect(() => new Upload().fields).toThrow("Upload declares a field 'files'");
});

test('the type of a choice is that of the choices that are written out', async () => {
  class Paint extends forms.Form {
    color = forms.ChoiceField({
      choices: [
        ['red', 'Red'],
        ['blue', 'Blue'],
      ],
    });
    size = forms.TypedChoiceField({
      choices: [
        [1, 'S'],
        [2, 'M'],
      ],
      coerce: Number,
    });
    tags = forms.MultipleChoiceField({
      choices: [
        ['a', 'A'],
        ['More', [['b', 'B']]],
      ],
      required: false,
    });
  }
  const form = new Paint({ color: 'red', size: '2', tags: ['b'] });
  expect(await form.isValid()).toBe(true);
  expect(form.cleanedData).toEqual({ color: 'red', size: 2, tags: ['b'] });
  expectTypeOf(form.cleanedData.color).toEqualTypeOf<'red' | 'blue'>();
  expectTypeOf(form.cleanedData.size).toEqualTypeOf<number>();
  expectTypeOf(form.cleanedData.tags).toEqualTypeOf<('a' | 'b')[]>();
});

test('changedData names what differs from the initial values', () => {
  const form = new ContactForm(good, { initial: { subject: 'hello', sender: 'bob@example.com', copies: 2 } });
  expect(form.changedData).toEqual(['sender']);
});

test('a prefix lets several forms share a page', async () => {
  const form = new ContactForm({ 'a-subject': 'x', 'a-sender': 'ann@example.com' }, { prefix: 'a' });
  expect(await form.isValid()).toBe(true);
  expect(String(form.subject)).toContain('name="a-subject"');
  expect(String(form.subject)).toContain('id="id_a-subject"');
});

test('the check of a field is called with its cleaned value', async () => {
  class Signup extends forms.Form {
    first_name = forms.CharField();

    async cleanFirstName(name: string) {
      if (name === 'root') throw new forms.ValidationError('Not this one.');
      return name.toLowerCase();
    }
  }
  const good = new Signup({ first_name: ' ANN ' });
  await good.isValid();
  expect(good.cleanedData.first_name).toBe('ann');
  expect(await new Signup({ first_name: 'root' }).isValid()).toBe(false);
});

test('choices that are no texts are sent back as they were shown', async () => {
  class SwitchForm extends forms.Form {
    power = forms.ChoiceField({ choices: [[true, 'On'] as never, [1.5, 'Half'] as never] });
  }
  expect(String(await new SwitchForm().toHtml())).toContain('<option value="True">On</option>');
  const form = new SwitchForm({ power: 'True' });
  expect(await form.isValid()).toBe(true);
  expect(form.cleanedData.power).toBe('True');
});
