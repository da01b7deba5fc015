import { html, type Markup } from '../pages/markup.ts';

/** Jango's mark: a plectrum with the letter of the sound that its name keeps. */
export function mark(size: number): Markup {
  return html`<svg class="mark" width="${size}" height="${size}" viewBox="0 0 48 48" role="img" aria-label="Jango">
<path d="M24 3c9.500 0 19 2.800 19 9.600C43 24 31.500 45 24 45S5 24 5 12.600C5 5.800 14.500 3 24 3Z" fill="var(--accent)"/>
<path d="M27.500 12v15.200c0 3.400-1.700 5.300-4.700 5.300-2.100 0-3.600-.9-4.600-2.600" fill="none" stroke="var(--ground)" stroke-width="3.600" stroke-linecap="round"/>
</svg>`;
}
