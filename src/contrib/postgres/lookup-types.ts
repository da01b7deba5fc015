/** The lookups that the app adds to the fields of texts, for whoever imports from here. */
declare module '../../db/models/types/lookups.ts' {
  interface CustomLookups {
    search: string;
    trigram_similar: string;
    trigram_word_similar: string;
    trigram_strict_word_similar: string;
    unaccent: string;
    [unaccented: `unaccent__${string}`]: string | readonly string[] | boolean;
  }
}

export type {};
