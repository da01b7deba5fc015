import { toLocale } from '../language-codes.ts';

/** Countries that gettext takes for a language's own where CLDR thinks of another one. */
const USUAL_COUNTRIES: Readonly<Record<string, string>> = { pt: 'PT' };

/**
 * The folders that hold texts of a language, the most particular first: `de-at` is `['de_AT', 'de']`. A language alone looks at
 * its own country, too, as gettext does: `ko` is `['ko_KR', 'ko']`.
 */
export function localeNames(language: string): readonly string[] {
  const locale = toLocale(language);
  const [name, territory] = locale.split('_', 2) as [string, string?];
  if (territory !== undefined) return [locale, name];
  const country = usualCountry(name);
  return country === undefined ? [name] : [`${name}_${country}`, name];
}

function usualCountry(language: string): string | undefined {
  if (Object.hasOwn(USUAL_COUNTRIES, language)) return USUAL_COUNTRIES[language];
  if (!/^[a-z]{2,3}$/.test(language)) return undefined;
  const { region } = new Intl.Locale(language).maximize();
  return /^[A-Z]{2}$/.test(region ?? '') ? region : undefined;
}
