import { MODULE_PATHS } from '../../../db/models/fields/deconstruct.ts';
import { Field } from '../../../db/models/fields/field.ts';
import { MODULE } from '../module-name.ts';

/** What a text is searched by, in a column: kept by a trigger, by `GeneratedField`, or by `update({ vector: SearchVector('title') })`. */
export class SearchVectorField extends Field {
  override readonly vendor: string = 'postgresql';

  override dbType(): string {
    return 'tsvector';
  }
}

/** The type of queries of a text search; they are in no column. */
export class SearchQueryField extends Field {
  override dbType(): string {
    return 'tsquery';
  }
}

MODULE_PATHS.set(SearchVectorField, `${MODULE}#SearchVectorField`);
