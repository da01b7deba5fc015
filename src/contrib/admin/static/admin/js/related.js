/** The links beside a select that add, change, view and delete its objects in a window of their own. */
export function setUpRelated() {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('[data-related]');
    if (link !== null) {
      event.preventDefault();
      if (link.href) openWindow(link);
      return;
    }
    const choice = event.target.closest('[data-popup-choice]');
    if (choice !== null && opener !== null) {
      event.preventDefault();
      opener.postMessage(
        { kind: 'admin-related', window: name, action: 'choose', value: choice.dataset.popupChoice },
        location.origin,
      );
      close();
    }
  });
  document.addEventListener('change', (event) => {
    if (event.target.matches('.related select')) updateLinks(event.target);
  });
  for (const select of document.querySelectorAll('.related select')) updateLinks(select);
  addEventListener('message', (event) => {
    if (event.origin === location.origin && event.data?.kind === 'admin-related') receive(event.data);
  });
}

function openWindow(link) {
  const url = new URL(link.href);
  url.searchParams.set('_popup', '1');
  open(url, link.dataset.related, 'popup,width=880,height=640')?.focus();
}

/** The change, view and delete links belong to the object that is chosen. */
function updateLinks(select) {
  for (const link of select.closest('.related').querySelectorAll('[data-href-template]')) {
    const value = select.multiple ? '' : select.value;
    if (value === '') link.removeAttribute('href');
    else link.href = link.dataset.hrefTemplate.replace('__fk__', quote(value));
  }
}

/** An object was added, changed or deleted in the window that a select's link had opened. */
function receive({ window: id, action, value, text, newValue }) {
  const control = document.getElementById(id);
  if (control === null) return;
  if (control.tagName !== 'SELECT') {
    control.value = value;
    control.dispatchEvent(new Event('change', { bubbles: true }));
    return;
  }
  const sameModel = control.dataset.model;
  const selects = sameModel
    ? [...document.querySelectorAll(`select[data-model="${CSS.escape(sameModel)}"]`)]
    : [];
  for (const select of new Set([control, ...selects])) {
    const option = [...select.options].find((one) => one.value === String(value));
    if (action === 'delete') option?.remove();
    else if (action === 'change' && option !== undefined)
      Object.assign(option, { textContent: text, value: newValue });
    else if (action === 'add') select.add(new Option(text, value, select === control, select === control));
    select.dispatchEvent(new CustomEvent('options-changed'));
    if (select === control) select.dispatchEvent(new Event('change', { bubbles: true }));
  }
}

/** A key as the admin's addresses hold it. */
function quote(value) {
  return value.replace(
    /[\n":/_#?;@&=+$,[\]<>%\\]/g,
    (sign) => `_${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
