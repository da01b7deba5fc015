import type { ErrorReport, ReportedError, ReportTable } from './error-report.ts';
import { shortPath } from './stack-frames.ts';

/** The report without HTML: for terminals and scripts, and to be copied into a message. */
export function reportText(report: ErrorReport): string {
  const parts = [
    ...report.errors.map((error, index) => errorText(error, index)),
    report.request.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...report.tables.flatMap(([title, rows]) => (rows.length === 0 ? [] : [tableText(title, rows)])),
  ];
  return `${parts.join('\n\n')}\n`;
}

function errorText(error: ReportedError, index: number): string {
  const head = `${index === 0 ? '' : 'Caused by '}${error.name}: ${error.message}`;
  const template =
    error.template === undefined ? [] : [`  in template ${error.template.name}, line ${error.template.line}`];
  const places = error.places.flatMap(({ engine, places }) => [
    `  looked for${engine === undefined ? '' : ` by the engine ${engine}`}:`,
    ...places.map(([place, , reason]) => `    ${shortPath(place)} (${reason})`),
  ]);
  const frames = error.frames.map((frame) => {
    const place = `${shortPath(frame.file)}:${frame.line}:${frame.column}`;
    return `  at ${frame.function === '' ? place : `${frame.function} (${place})`}`;
  });
  return [head, ...template, ...places, ...frames].join('\n');
}

function tableText(title: string, rows: ReportTable): string {
  return [`${title}:`, ...rows.map(([name, value]) => `  ${name} = ${value}`)].join('\n');
}
