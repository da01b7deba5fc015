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
        .join('  '),
    );
    if (index === 0) console.log(widths.map((width) => '-'.repeat(width)).join('  '));
  }
}

/** `1.234` is `1.23x`; nothing is `-`. */
export const times = (ratio) =>
  ratio === undefined || ratio === null || Number.isNaN(ratio)
    ? '-'
    : `${ratio < 10 ? ratio.toFixed(2) : Math.round(ratio)}x`;
