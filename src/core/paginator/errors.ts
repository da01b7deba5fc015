import { FrameworkError } from '../errors/framework-error.ts';

/** A page was asked for that a paginator doesn't have. */
export class InvalidPage extends FrameworkError {
  constructor(what: string, code = 'core.invalid-page', hint?: string) {
    super(code, what, hint);
  }
}

/** The page number is no whole number. */
export class PageNotAnInteger extends InvalidPage {
  constructor(what: string) {
    super(what, 'core.page-not-an-integer');
  }
}

/** There is no page of this number. */
export class EmptyPage extends InvalidPage {
  constructor(what: string) {
    super(what, 'core.empty-page');
  }
}
