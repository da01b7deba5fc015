import { formatHtml, markSafe, type SafeString } from '../../utils/html.ts';
import { type Attrs, renderAttrs } from '../attrs.ts';
import { staticUrl } from './static-url.ts';

/** A style sheet or script with attributes of its own, in place of a plain path in a media list. */
export abstract class MediaAsset {
  /** The path as it was written. */
  readonly source: string;
  readonly attributes: Readonly<Attrs>;

  constructor(source: string, attributes: Readonly<Attrs> = {}) {
    this.source = source;
    this.attributes = attributes;
  }

  /** The path as browsers ask for it. */
  get path(): string {
    return staticUrl(this.source);
  }

  abstract toHtml(): SafeString;

  toString(): string {
    return this.toHtml().toString();
  }
}

/** `<script src>` with attributes: `new Script('editor.js', { type: 'module', defer: true })`. */
export class Script extends MediaAsset {
  toHtml(): SafeString {
    return formatHtml('<script src="{}"{}></script>', this.path, markSafe(renderAttrs(this.attributes)));
  }
}

/** `<link rel="stylesheet">` with attributes: `new Stylesheet('print.css', { media: 'print' })`. */
export class Stylesheet extends MediaAsset {
  toHtml(): SafeString {
    return formatHtml(
      '<link href="{}"{} rel="stylesheet">',
      this.path,
      markSafe(renderAttrs(this.attributes)),
    );
  }
}
