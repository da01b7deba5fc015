import { staticUrl } from '../../forms/media/static-url.ts';
import { formatHtml, type SafeString } from '../../utils/html.ts';

/** An icon of the admin's sprite. One with a label says what it means; others stand beside a text that does. */
export function icon(name: string, options: { label?: string; className?: string } = {}): SafeString {
  const url = `${staticUrl('admin/icons.svg')}#${name}`;
  const classes = options.className === undefined ? 'icon' : `icon ${options.className}`;
  return options.label === undefined
    ? formatHtml('<svg class="{}" aria-hidden="true"><use href="{}"></use></svg>', classes, url)
    : formatHtml(
        '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>',
        classes,
        options.label,
        url,
      );
}
