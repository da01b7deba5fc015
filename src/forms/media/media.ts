import { formatHtml, isHtmlSource, markSafe, type SafeString } from '../../utils/html.ts';
import { MediaAsset } from './media-asset.ts';
import { mergeOrdered } from './merge-ordered.ts';
import { staticUrl } from './static-url.ts';

export type MediaItem = string | MediaAsset | { toHtml(): unknown };
/** Style sheets by medium: `{ all: ['form.css'], print: ['print.css'] }`. */
export type CssLists = Readonly<Record<string, readonly MediaItem[]>>;

export interface MediaLists {
  css?: CssLists;
  js?: readonly MediaItem[];
}

/** Style sheets and scripts that widgets and forms need, each once and in an order that suits all. */
export class Media {
  readonly #css: readonly CssLists[];
  readonly #js: readonly (readonly MediaItem[])[];

  constructor(
    lists: MediaLists = {},
    css: readonly CssLists[] = [],
    js: readonly (readonly MediaItem[])[] = [],
  ) {
    this.#css = lists.css === undefined ? css : [...css, lists.css];
    this.#js = lists.js === undefined ? js : [...js, lists.js];
  }

  /** The style sheets by medium, media in alphabetical order. */
  get css(): Readonly<Record<string, MediaItem[]>> {
    const mediums = [...new Set(this.#css.flatMap((lists) => Object.keys(lists)))].sort();
    const listsOf = (medium: string) => this.#css.map((lists) => lists[medium] ?? []);
    return Object.fromEntries(mediums.map((medium) => [medium, mergeOrdered(listsOf(medium), keyOf)]));
  }

  get js(): MediaItem[] {
    return mergeOrdered(this.#js, keyOf);
  }

  /** Both together, as a new Media. */
  add(other: Media): Media {
    const css = other.#css.filter((lists) => !this.#css.includes(lists));
    const js = other.#js.filter((list) => !this.#js.includes(list));
    return css.length + js.length === 0 ? this : new Media({}, [...this.#css, ...css], [...this.#js, ...js]);
  }

  /** One kind alone: `{{ form.media.css }}` has its counterpart in `media.only('css')`. */
  only(kind: 'css' | 'js'): Media {
    return kind === 'css' ? new Media({}, this.#css) : new Media({}, [], this.#js);
  }

  renderCss(): string[] {
    return Object.entries(this.css).flatMap(([medium, items]) =>
      items.map((item) =>
        isHtmlSource(item)
          ? String(item.toHtml())
          : String(
              formatHtml('<link href="{}" media="{}" rel="stylesheet">', staticUrl(String(item)), medium),
            ),
      ),
    );
  }

  renderJs(): string[] {
    return this.js.map((item) =>
      isHtmlSource(item)
        ? String(item.toHtml())
        : String(formatHtml('<script src="{}"></script>', staticUrl(String(item)))),
    );
  }

  /** `<link>` and `<script>` elements, one on a line. */
  toHtml(): SafeString {
    return markSafe([...this.renderCss(), ...this.renderJs()].join('\n'));
  }

  toString(): string {
    return this.toHtml().toString();
  }
}

/** A path is the same item as an asset made of it. */
function keyOf(item: MediaItem): string {
  if (item instanceof MediaAsset) return item.source;
  return isHtmlSource(item) ? String(item.toHtml()) : String(item);
}
