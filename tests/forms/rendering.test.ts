import * as forms from 'jango/forms';
import { expect, test } from 'vitest';
import { canonicalHtml } from '../../conformance/forms/matching.ts';

class LoginForm extends forms.Form {
  static override readonly requiredCssClass = 'required';
  static override readonly errorCssClass = 'error';
  name = forms.CharField({ maxLength: 20 });
  password = forms.CharField({ widget: forms.PasswordInput, helpText: 'Keep it <b>secret</b>.' });
  next = forms.CharField({ widget: forms.HiddenInput, required: false });
}

const html = (value: { toString(): string }) => canonicalHtml(String(value));

test('a form draws a div for each field, with its label, help text and widget', () => {
  expect(html(new LoginForm())).toBe(
    canonicalHtml(`
      <div class="required"><label for="id_name" class="required">Name:</label>
        <input type="text" name="name" maxlength="20" required id="id_name"></div>
      <div class="required"><label for="id_password" class="required">Password:</label>
        <div class="helptext" id="id_password_helptext">Keep it <b>secret</b>.</div>
        <input type="password" name="password" required aria-describedby="id_password_helptext" id="id_password">
        <input type="hidden" name="next" id="id_next"></div>`),
  );
});

test('errors are shown above their field, and the input refers to them', async () => {
  const form = new LoginForm({ name: '<script>', password: '' });
  await form.isValid();
  expect(html(await form.asP())).toBe(
    canonicalHtml(`
      <p class="required"><label for="id_name" class="required">Name:</label>
        <input type="text" name="name" value="&lt;script&gt;" maxlength="20" required id="id_name"></p>
      <ul class="errorlist" id="id_password_error"><li>This field is required.</li></ul>
      <p class="required error"><label for="id_password" class="required">Password:</label>
        <input type="password" name="password" required aria-invalid="true"
          aria-describedby="id_password_helptext id_password_error" id="id_password">
        <span class="helptext" id="id_password_helptext">Keep it <b>secret</b>.</span>
        <input type="hidden" name="next" id="id_next"></p>`),
  );
});

test('radio buttons can be drawn one by one', () => {
  class Vote extends forms.Form {
    answer = forms.ChoiceField({
      choices: [
        ['y', 'Yes'],
        ['n', 'No'],
      ],
      widget: forms.RadioSelect,
    });
  }
  const [yes] = [...new Vote().answer];
  expect(html(yes!)).toBe(
    canonicalHtml(
      '<label for="id_answer_0"><input type="radio" name="answer" value="y" required id="id_answer_0"> Yes</label>',
    ),
  );
  expect(yes!.choiceLabel).toBe('Yes');
});

test('the media of a form are those of its widgets, each once', () => {
  class Calendar extends forms.TextInput {
    static media: forms.MediaDefinition = { css: { all: ['pretty.css'] }, js: ['calendar.js'] };
  }
  class Planner extends Calendar {
    static override media: forms.MediaDefinition = { js: [new forms.Script('planner.js', { defer: true })] };
  }
  class Event extends forms.Form {
    begin = forms.CharField({ widget: Calendar });
    end = forms.CharField({ widget: Planner });
  }
  expect(String(new Event().media)).toBe(
    [
      '<link href="/static/pretty.css" media="all" rel="stylesheet">',
      '<script src="/static/calendar.js"></script>',
      '<script src="/static/planner.js" defer></script>',
    ].join('\n'),
  );
});

test('a widget may bring a renderer of its own', () => {
  const shouting = new (class extends forms.BuiltinRenderer {
    override render(name: string, context: Readonly<Record<string, unknown>>) {
      return name.endsWith('text.html') ? '<INPUT>' : super.render(name, context);
    }
  })();
  expect(String(new LoginForm(undefined, { renderer: shouting }).name)).toBe('<INPUT>');
});

test('a bound field class may be the form’s own', () => {
  class Loud extends forms.BoundField {
    override get label() {
      return super.label.toString().toUpperCase();
    }
  }
  class Shout extends forms.Form {
    static override readonly boundFieldClass = Loud;
    word = forms.CharField();
  }
  expect(String(new Shout().word.labelTag())).toBe('<label for="id_word">WORD:</label>');
});

test('a widget given to a field is copied, so that two fields can share it', () => {
  const shared = new forms.SelectDateWidget({ years: [2006], emptyLabel: 'none' });
  class Stay extends forms.Form {
    from = forms.DateField({ widget: shared, required: false });
    to = forms.DateField({ widget: shared, initial: new Date(2006, 9, 25) });
  }
  const form = new Stay();
  expect(String(form.from)).toContain('<option value="" selected>none</option>');
  expect(String(form.to)).not.toContain('none');
  expect(shared.isRequired).toBe(false);
});
