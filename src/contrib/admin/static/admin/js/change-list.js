/** Ticking rows: the box on top, ranges with Shift, "select all" across pages, and the action bar that follows. */
export function setUpChangeList() {
  const form = document.querySelector('[data-changelist]');
  const boxes = form === null ? [] : [...form.querySelectorAll('[data-select-row]')];
  if (boxes.length === 0) return;
  const all = form.querySelector('[data-select-all]');
  const bars = [...form.querySelectorAll('[data-actions]')];
  let last;

  const across = (on) => {
    for (const input of form.querySelectorAll('[name="select_across"]')) input.value = on ? '1' : '0';
  };
  const update = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    for (const box of boxes) box.closest('tr').classList.toggle('is-selected', box.checked);
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
    const everything = form.querySelector('[name="select_across"]')?.value === '1';
    for (const bar of bars) {
      bar.classList.toggle('is-active', ticked > 0);
      const count = bar.querySelector('[data-selection-count]');
      count.textContent = everything ? 'All selected' : `${ticked} of ${boxes.length} selected`;
      const more = bar.querySelector('[data-select-across]');
      if (more !== null) more.hidden = !all.checked || everything;
    }
  };

  all.addEventListener('change', () => {
    for (const box of boxes) box.checked = all.checked;
    across(false);
    update();
  });
  for (const box of boxes) {
    box.addEventListener('click', (event) => {
      if (event.shiftKey && last !== undefined) {
        const [from, to] = [boxes.indexOf(last), boxes.indexOf(box)].sort((a, b) => a - b);
        for (const between of boxes.slice(from, to + 1)) between.checked = box.checked;
      }
      last = box;
      across(false);
      update();
    });
  }
  for (const button of form.querySelectorAll('[data-select-across]')) {
    button.addEventListener('click', () => {
      across(true);
      update();
    });
  }
  update();
}
