import { conditionalEscape } from '../../utils/html.ts';
import type { SafeString } from '../../utils/safe-string.ts';
import { levelTag } from './levels.ts';

/** Something to say to the visitor on the next page. */
export class Message {
  readonly level: number;
  readonly message: string | SafeString;
  readonly extraTags: string;

  constructor(level: number, message: string | SafeString, extraTags = '') {
    this.level = level;
    this.message = message;
    this.extraTags = extraTags;
  }

  /** `'success'`, of its level alone. */
  get levelTag(): string {
    return levelTag(this.level);
  }

  /** For `class="{{ message.tags }}"`: the extra ones, then that of its level. */
  get tags(): string {
    return [this.extraTags, this.levelTag].filter((tag) => tag !== '').join(' ');
  }

  /** What a template prints: escaped, unless the text was marked safe. */
  toHtml(): SafeString {
    return conditionalEscape(this.message);
  }

  toString(): string {
    return String(this.message);
  }
}
