import type { Pattern } from './pattern.ts';
import type { AnyView } from './view.ts';

/** One line of `urlpatterns` that leads to a view: what `path()` and `rePath()` give back. */
export class UrlPattern {
  readonly pattern: Pattern;
  readonly view: AnyView;
  readonly name: string | undefined;
  /** Values for the view that the path doesn't hold. */
  readonly extraKwargs: Readonly<Record<string, unknown>> | undefined;

  constructor(
    pattern: Pattern,
    view: AnyView,
    name: string | undefined,
    extraKwargs: Readonly<Record<string, unknown>> | undefined,
  ) {
    this.pattern = pattern;
    this.view = view;
    this.name = name;
    this.extraKwargs = extraKwargs;
  }

  /** `'articles/<int:pk>/' [name='detail']`, as checks and debug pages print it. */
  toString(): string {
    return `'${this.pattern}'${this.name === undefined ? '' : ` [name='${this.name}']`}`;
  }
}
