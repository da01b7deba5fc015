const MARKS = /[\u0300-\u036f]/g;

/** Fill a slug from other fields while it is empty or was filled by itself. */
export function setUpPrepopulation() {
  const data = document.getElementById('prepopulated');
  if (data === null) return;
  for (const { id, sources, maxLength, allowUnicode } of JSON.parse(data.textContent)) {
    const target = document.getElementById(id);
    const inputs = sources.map((source) => document.getElementById(source)).filter((input) => input !== null);
    if (target === null || target.value !== '') continue;
    let own = false;
    target.addEventListener('input', () => {
      own = target.value !== '';
    });
    for (const input of inputs) {
      input.addEventListener('input', () => {
        if (own) return;
        const text = inputs.map((one) => textOf(one)).join(' ');
        target.value = slugify(text, allowUnicode).slice(0, maxLength ?? undefined);
      });
    }
  }
}

function textOf(input) {
  return input.tagName === 'SELECT' ? (input.selectedOptions[0]?.textContent ?? '') : input.value;
}

function slugify(text, allowUnicode) {
  const plain = allowUnicode ? text.normalize('NFKC') : text.normalize('NFKD').replace(MARKS, '');
  const unwanted = allowUnicode ? /[^\p{L}\p{N}_\s-]/gu : /[^\w\s-]/g;
  return plain
    .toLowerCase()
    .replace(unwanted, '')
    .trim()
    .replace(/[-\s]+/g, '-')
    .replace(/^[-_]+|[-_]+$/g, '');
}
