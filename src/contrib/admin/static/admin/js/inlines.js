import { setUpPickers } from './picker.js';

/** Adding and removing rows of related objects below a form. */
export function setUpInlines() {
  for (const group of document.querySelectorAll('[data-inline]')) setUp(group);
}

function setUp(group) {
  const prefix = group.dataset.inline;
  const total = group.querySelector(`[name="${prefix}-TOTAL_FORMS"]`);
  const template = group.querySelector('[data-inline-template]');
  const add = group.querySelector('[data-inline-add]');
  const max = Number(group.dataset.max || '1000');
  const items = () => [...group.querySelectorAll('.inline-item:not([data-inline-template])')];

  const update = () => {
    if (add !== null) add.hidden = template === null || items().length >= max;
  };
  const removable = (item) => {
    const button = item.querySelector('[data-inline-remove]');
    if (button === null) return;
    button.hidden = false;
    button.addEventListener('click', () => {
      item.remove();
      renumber();
      update();
    });
  };
  const renumber = () => {
    for (const [index, item] of items().entries()) number(item, prefix, index);
    total.value = String(items().length);
  };

  add?.addEventListener('click', () => {
    const item = template.cloneNode(true);
    item.hidden = false;
    item.removeAttribute('data-inline-template');
    item.classList.remove('is-template');
    template.before(item);
    number(item, prefix, items().length - 1);
    total.value = String(items().length);
    removable(item);
    setUpPickers(item);
    item.querySelector('input:not([type="hidden"]), select, textarea')?.focus();
    update();
  });
  for (const item of items()) removable(item);
  update();
}

/** Give the controls of a row the names of its place: `comments-__prefix__-text` becomes `comments-2-text`. */
function number(item, prefix, index) {
  const pattern = new RegExp(`\\b${prefix}-(\\d+|__prefix__)\\b`, 'g');
  for (const node of [item, ...item.querySelectorAll('*')]) {
    for (const name of ['id', 'name', 'for', 'aria-describedby', 'data-related']) {
      const value = node.getAttribute(name);
      if (value !== null) node.setAttribute(name, value.replace(pattern, `${prefix}-${index}`));
    }
  }
}
