import * as forms from 'jango/forms';
import { Engine } from 'jango/template';
import { expect, test } from 'vitest';
import { canonicalHtml } from '../../conformance/forms/matching.ts';

const engine = new Engine();

/** Render a text as a template; awaits what is pending. */
async function render(template: string, context: Record<string, unknown>): Promise<string> {
  return canonicalHtml(String(await engine.fromString(template).render(context as never)));
}

class ContactForm extends forms.Form {
  first_name = forms.CharField({ helpText: 'Or <i>nick</i>name.' });
  color = forms.ChoiceField({
    choices: [
      ['r', 'Red'],
      ['g', 'Green'],
    ],
    widget: forms.RadioSelect,
  });
}

test('a template prints a form, and its parts under Django’s names', async () => {
  const form = new ContactForm();
  expect(await render('{{ form }}', { form })).toBe(canonicalHtml(String(form)));
  expect(await render('{{ form.as_p }}', { form })).toBe(canonicalHtml(String(await form.asP())));
  expect(await render('{{ form.first_name }}', { form })).toBe(canonicalHtml(String(form.first_name)));
  expect(await render('{{ form.first_name.label_tag }} {{ form.first_name.id_for_label }}', { form })).toBe(
    canonicalHtml('<label for="id_first_name">First name:</label> id_first_name'),
  );
});

test('a template goes over fields, errors and radio buttons', async () => {
  const form = new ContactForm({ first_name: '', color: 'x' });
  await form.isValid();
  const template =
    '{% for field in form %}{{ field.name }}: {% for error in field.errors %}{{ error }}{% endfor %};{% endfor %}';
  expect(await render(template, { form })).toBe(
    canonicalHtml(
      'first_name: This field is required.;color: Select a valid choice. x is not one of the available choices.;',
    ),
  );
  expect(await render('{% for radio in form.color %}{{ radio.choice_label }},{% endfor %}', { form })).toBe(
    canonicalHtml('Red,Green,'),
  );
  expect(await render('{% if form.errors %}{{ form.errors.color.0 }}{% endif %}', { form })).toBe(
    canonicalHtml('Select a valid choice. x is not one of the available choices.'),
  );
});

test('help texts may hold HTML, submitted values may not', async () => {
  const form = new ContactForm({ first_name: '"><script>' });
  const html = await render('{{ form.first_name }}|{{ form.first_name.help_text|safe }}', { form });
  expect(html).toContain('value="><script>');
  expect(String(form.first_name)).toContain('value="&quot;&gt;&lt;script&gt;"');
  expect(html).toContain('<i>');
});

test('a formset prints its management form and can be gone over', async () => {
  const formset = new (forms.formsetFactory(ContactForm, { extra: 2 }))();
  const template = '{{ formset.management_form }}{% for form in formset %}{{ form.first_name }}{% endfor %}';
  expect((await render(template, { formset })).match(/<input/g)).toHaveLength(6);
});
