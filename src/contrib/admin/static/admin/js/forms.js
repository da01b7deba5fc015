/** Changes that would be lost are asked about; a form is sent once; "take me back" goes back. */
export function setUpForms() {
  for (const form of document.querySelectorAll('[data-form]')) guard(form);
  for (const link of document.querySelectorAll('[data-back]')) {
    link.addEventListener('click', (event) => {
      if (history.length < 2 || document.referrer === '') return;
      event.preventDefault();
      history.back();
    });
  }
}

function guard(form) {
  let dirty = 'dirty' in form.dataset;
  let sent = false;
  form.addEventListener('input', () => {
    dirty = true;
  });
  form.addEventListener('change', () => {
    dirty = true;
  });
  form.addEventListener('submit', (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
  addEventListener('pageshow', () => {
    sent = false;
  });
  addEventListener('beforeunload', (event) => {
    if (dirty && !sent) event.preventDefault();
  });
}
