import { icon } from './icon.js';

/** Turn each `<select multiple data-picker>` below an element into a list to tick, with a search field and what is chosen on top. */
export function setUpPickers(root) {
  for (const select of root.querySelectorAll('select[multiple][data-picker]')) {
    if (select.nextElementSibling?.classList.contains('picker')) continue;
    if (select.closest('[data-inline-template]') === null) build(select);
  }
}

function build(select) {
  const picker = element('div', 'picker');
  const chosen = element('div', 'picker-chosen');
  const head = element('div', 'picker-head');
  const options = element('div', 'picker-options');
  const search = element('input');
  search.type = 'search';
  search.placeholder = 'Find';
  search.setAttribute('aria-label', 'Find');
  const clear = element('button', 'button button-quiet button-small');
  clear.type = 'button';
  clear.textContent = 'Clear';
  head.append(search, clear);
  picker.append(chosen, head, options);
  picker.setAttribute('role', 'group');
  const label = select.labels?.[0];
  if (label !== undefined) picker.setAttribute('aria-label', label.textContent);

  const changed = () => {
    select.dispatchEvent(new Event('change', { bubbles: true }));
    showChosen();
  };
  const showChosen = () => {
    chosen.replaceChildren(
      ...[...select.selectedOptions].map((option) => {
        const chip = element('button', 'chip');
        chip.type = 'button';
        chip.append(option.textContent, icon('close'));
        chip.setAttribute('aria-label', `Remove ${option.textContent}`);
        chip.addEventListener('click', () => {
          option.selected = false;
          showOptions();
          changed();
        });
        return chip;
      }),
    );
    clear.hidden = select.selectedOptions.length === 0;
  };
  const showOptions = () => {
    const wanted = search.value.trim().toLowerCase();
    const rows = [...select.options].filter((option) => option.textContent.toLowerCase().includes(wanted));
    options.replaceChildren(...rows.map((option) => row(option, select, changed)));
    if (rows.length === 0)
      options.append(Object.assign(element('p', 'picker-none'), { textContent: 'Nothing found.' }));
  };

  search.addEventListener('input', showOptions);
  search.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  clear.addEventListener('click', () => {
    for (const option of select.options) option.selected = false;
    showOptions();
    changed();
  });
  select.addEventListener('options-changed', () => {
    showOptions();
    showChosen();
  });
  select.hidden = true;
  select.before(picker);
  showOptions();
  showChosen();
}

function row(option, select, changed) {
  const label = element('label');
  const box = element('input');
  box.type = 'checkbox';
  box.checked = option.selected;
  box.disabled = select.disabled || option.disabled;
  box.addEventListener('input', (event) => event.stopPropagation());
  box.addEventListener('change', (event) => {
    event.stopPropagation();
    option.selected = box.checked;
    changed();
  });
  label.append(box, option.textContent);
  return label;
}

function element(tag, className = '') {
  return Object.assign(document.createElement(tag), { className });
}
