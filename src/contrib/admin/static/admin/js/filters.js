/** Filters open one at a time, and close when something else is clicked. */
export function setUpFilters() {
  const filters = [...document.querySelectorAll('[data-filter]')];
  if (filters.length === 0) return;
  document.addEventListener('click', (event) => {
    for (const filter of filters) if (!filter.contains(event.target)) filter.open = false;
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    for (const filter of filters.filter((one) => one.open)) {
      filter.open = false;
      filter.querySelector('summary').focus();
    }
  });
}
