// A table on the terminal: rows are arrays, the first one is the heading.
export function print(title, rows) {
  if (rows === undefined) return;
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  console.log(`\n${title}\n`);
  for (const [index, row] of rows.entries()) {
    console.log(
      row
        .map((cell, c) =>
          c === 0 ? String(cell ?? '').padEnd(widths[c]) : String(cell ?? '').padStart(widths[c]),
        )
        .join('  ')
        .trimEnd(),
    );
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}

/** `1.234` is `1.23x`; nothing is `-`. */
export const times = (ratio) =>
  ratio === undefined || ratio === null || Number.isNaN(ratio)
    ? '-'
    : `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)}x`;

/**
 * Rows `{ name, figures }` as multiples of the first one, which is raw and shows what it took in this unit; the others in the order of
 * their mean.
 */
export function multiples(heading, unit, [raw, ...others], names = Object.keys(raw.figures)) {
  const ratios = (row) => names.map((name) => row.figures[name] / raw.figures[name]);
  return ranked(heading, names, [
    { name: `${raw.name}, ${unit}`, cells: names.map((name) => shortNumber(raw.figures[name])) },
    ...others.map((row) => ({ name: row.name, ratios: ratios(row) })),
  ]);
}

/** The first row as it is, the others by the geometric mean of their `ratios`. */
export function ranked(heading, names, [raw, ...others]) {
  const mean = ({ ratios }) => {
    const known = ratios.filter((ratio) => ratio > 0);
    return Math.exp(known.reduce((sum, ratio) => sum + Math.log(ratio), 0) / known.length);
  };
  const withMean = (cells, last) => (names.length > 1 ? [...cells, last] : cells);
  return [
    withMean([heading, ...names], 'mean'),
    withMean([raw.name, ...raw.cells], times(1)),
    ...others
      .map((row) => ({ ...row, mean: mean(row) }))
      .sort((a, b) => a.mean - b.mean)
      .map((row) => withMean([row.name, ...row.ratios.map(times)], times(row.mean))),
  ];
}

export const shortNumber = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
