import { TypedText } from '../../../db/backends/postgresql/typed-text.ts';
import { ModelDefinitionError } from '../../../db/models/errors.ts';
import type { FieldConnection } from '../../../db/models/fields/connection.ts';
import { Field, isExpression } from '../../../db/models/fields/field.ts';
import { invalid, wrongType } from '../../../db/models/fields/invalid.ts';
import type { FieldOptions } from '../../../db/models/fields/options.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { jsonText } from '../../../utils/json-text.ts';
import { BasedField } from './based-field.ts';
import { rawItem } from './item-values.ts';
import { parseJson } from './json-text.ts';
import { RANGE_BOUNDS, Range, type RangeBounds } from './range.ts';
import { parseRange, writeRange } from './range-text.ts';

/** Everything between two values: the column type of a subclass, whose ends are values of its base field. */
export abstract class RangeField extends BasedField {
  /** The type of the column. */
  abstract readonly rangeType: string;

  /** Bounds of a range that is given by its two ends. */
  get defaultBounds(): RangeBounds {
    return '[)';
  }

  override dbType(_connection: FieldConnection): string {
    return this.rangeType;
  }

  /** A pair of ends stands for a range. */
  override getPrepValue(value: unknown): unknown {
    if (value === undefined) return null;
    if (!Array.isArray(value)) return value;
    if (value.length !== 2) throw wrongType(this, 'a range, or the two ends of one,', value);
    return new Range(value[0] ?? null, value[1] ?? null, this.defaultBounds);
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection): unknown {
    const range = this.getPrepValue(value);
    if (range === null || isExpression(range) || range instanceof TypedText) return range;
    if (!(range instanceof Range)) throw wrongType(this, 'a range', range);
    const end = (one: unknown): unknown => this.baseField.getDbPrepValue(one, connection);
    return new TypedText(writeRange(range, end), this.rangeType);
  }

  override fromDbValue = (value: unknown, connection: FieldConnection): unknown => {
    if (typeof value !== 'string') return value;
    const read = this.readers.of(connection);
    return parseRange(value, (end) => read(rawItem(this.baseField, end)));
  };

  /** A range, its two ends, or the JSON text of either. */
  override toPython(value: unknown): unknown {
    const given = typeof value === 'string' ? this.#ofFixture(parseJson(this, value)) : value;
    if (Array.isArray(given) && given.length === 2) return this.getPrepValue(given);
    if (given === null || given === undefined || given instanceof Range) return given ?? null;
    throw invalid(this, value);
  }

  /** `{ lower, upper, bounds }` and `{ empty: true }`, as fixtures hold them. */
  #ofFixture(value: unknown): unknown {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const { lower = null, upper = null, bounds = '[)', empty } = value as FixtureRange;
    if (empty === true) return Range.empty();
    const [from, to] = [lower, upper].map((end) => (end === null ? null : this.baseField.toPython(end)));
    return new Range(from, to, bounds);
  }

  override valueToString(instance: AnyModel): string {
    const range = this.valueFromObject(instance);
    if (!(range instanceof Range)) return jsonText(range ?? null);
    if (range.isEmpty) return jsonText({ empty: true });
    const { attname } = this.baseField;
    const text = (end: unknown): string | null =>
      end === null ? null : this.baseField.valueToString({ [attname]: end } as never);
    return jsonText({ bounds: range.bounds, lower: text(range.lower), upper: text(range.upper) });
  }
}

interface FixtureRange {
  readonly lower?: unknown;
  readonly upper?: unknown;
  readonly bounds?: RangeBounds;
  readonly empty?: boolean;
}

export interface ContinuousRangeOptions<T = unknown> extends FieldOptions<T> {
  /** Bounds of a range that is given by its two ends, here and in forms: `[)` unless said. */
  defaultBounds?: RangeBounds;
}

/** Ranges whose values have others between them, so that it matters whether an end belongs to it. */
export abstract class ContinuousRangeField extends RangeField {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    defaultBounds: '[)',
  };
  readonly #defaultBounds: RangeBounds;

  constructor(options: ContinuousRangeOptions = {}) {
    super(options);
    this.#defaultBounds = options.defaultBounds ?? '[)';
    if (RANGE_BOUNDS.includes(this.#defaultBounds)) return;
    throw new ModelDefinitionError(
      `defaultBounds cannot be ${JSON.stringify(this.#defaultBounds)}.`,
      `It is one of ${RANGE_BOUNDS.join(', ')}.`,
    );
  }

  override get defaultBounds(): RangeBounds {
    return this.#defaultBounds;
  }
}
