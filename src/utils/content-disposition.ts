import { quote } from './encoding.ts';

/** `attachment; filename="report.pdf"`, with RFC 6266's form for names beyond ASCII; undefined when there is nothing to say. */
export function contentDispositionHeader(asAttachment: boolean, filename?: string): string | undefined {
  if (filename === undefined || filename === '') return asAttachment ? 'attachment' : undefined;
  const kind = asAttachment ? 'attachment' : 'inline';
  if (/^[\t\x20-\x7e]*$/.test(filename)) {
    return `${kind}; filename="${filename.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  }
  return `${kind}; filename*=utf-8''${quote(filename)}`;
}
