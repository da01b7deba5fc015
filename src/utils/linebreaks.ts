import { escapeText } from './html.ts';
import { normalizeNewlines } from './text.ts';

/** Paragraphs of what stands between empty lines, `<br>` for single line breaks. @param autoescape escape the text */
export function linebreaks(text: string, autoescape = false): string {
  const paragraphs = normalizeNewlines(text).split(/\n{2,}/);
  return paragraphs
    .map((paragraph) => `<p>${(autoescape ? escapeText(paragraph) : paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n\n');
}
