/** The drawer on small screens, and the field that narrows the list of models. */
export function setUpNavigation() {
  const sidebar = document.getElementById('sidebar');
  if (sidebar === null) return;
  setUpDrawer(sidebar);
  setUpFilter(sidebar);
}

function setUpDrawer(sidebar) {
  const opener = document.querySelector('[data-drawer="open"]');
  const toggle = (open) => {
    sidebar.classList.toggle('is-open', open);
    document.body.style.overflow = open ? 'hidden' : '';
    if (open) sidebar.querySelector('a, button, input')?.focus();
    else opener?.focus();
  };
  for (const control of document.querySelectorAll('[data-drawer]')) {
    control.addEventListener('click', (event) => {
      event.preventDefault();
      toggle(control.dataset.drawer === 'open');
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && sidebar.classList.contains('is-open')) toggle(false);
  });
}

function setUpFilter(sidebar) {
  const box = sidebar.querySelector('[data-nav-filter]');
  const items = [...sidebar.querySelectorAll('[data-nav-item]')];
  if (box === null || items.length < 6) return;
  box.hidden = false;
  box.querySelector('input').addEventListener('input', (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const item of items) item.hidden = !item.textContent.toLowerCase().includes(wanted);
    for (const group of sidebar.querySelectorAll('[data-nav-group]')) {
      group.hidden = group.querySelector('[data-nav-item]:not([hidden])') === null;
    }
  });
}
