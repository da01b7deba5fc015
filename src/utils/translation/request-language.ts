import { LookupError } from '../../core/errors/lookup-error.ts';
import { parseAcceptLangHeader } from '../language-codes.ts';
import { localeSettings } from '../locale-settings.ts';
import { checkForLanguage, getSupportedLanguageVariant } from './supported-languages.ts';

/** What is read of a request. */
export interface LanguageRequest {
  readonly pathInfo: string;
  readonly COOKIES: Readonly<Record<string, string>>;
  readonly headers: { get(name: string): string | undefined };
}

const PREFIX = /^\/([\p{L}\p{N}_]+(?:[@-][\p{L}\p{N}_]+){0,2})(?:\/|$)/u;

/** The language that a path begins with, if it is one of LANGUAGES: `'/ko/articles/'` is `'ko'`. null otherwise. */
export function getLanguageFromPath(path: string, strict = false): string | null {
  const code = PREFIX.exec(path)?.[1];
  if (!localeSettings().USE_I18N || code === undefined) return null;
  return variantOf(code, strict) ?? null;
}

/**
 * The language of LANGUAGES that suits a visitor: of the path, where `checkPath` says so, else of the cookie, else of the browser's
 * wishes, else that of the settings.
 */
export function getLanguageFromRequest(request: LanguageRequest, checkPath = false): string {
  const { USE_I18N, LANGUAGE_CODE } = localeSettings();
  if (!USE_I18N) return LANGUAGE_CODE;
  return (
    (checkPath ? getLanguageFromPath(request.pathInfo) : null) ??
    fromCookie(request) ??
    fromHeader(request) ??
    variantOf(LANGUAGE_CODE) ??
    LANGUAGE_CODE
  );
}

function fromCookie({ COOKIES }: LanguageRequest): string | undefined {
  const { LANGUAGE_COOKIE_NAME, LANGUAGES } = localeSettings();
  const code = Object.hasOwn(COOKIES, LANGUAGE_COOKIE_NAME) ? COOKIES[LANGUAGE_COOKIE_NAME] : undefined;
  if (code === undefined) return undefined;
  return LANGUAGES.some(([name]) => name === code) && checkForLanguage(code) ? code : variantOf(code);
}

function fromHeader({ headers }: LanguageRequest): string | undefined {
  for (const [code] of parseAcceptLangHeader(headers.get('Accept-Language') ?? '')) {
    if (code === '*') return undefined;
    const variant = variantOf(code);
    if (variant !== undefined) return variant;
  }
  return undefined;
}

function variantOf(code: string, strict = false): string | undefined {
  try {
    return getSupportedLanguageVariant(code, strict);
  } catch (error) {
    if (error instanceof LookupError) return undefined;
    throw error;
  }
}
