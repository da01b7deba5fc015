import {
  ArrayAgg,
  ArrayField,
  BitAnd,
  Corr,
  DateRangeField,
  DateTimeRangeField,
  DecimalRangeField,
  ExclusionConstraint,
  HStoreField,
  IntegerRangeField,
  JSONBAgg,
  Lexeme,
  Range,
  RangeOperators,
  SearchConfig,
  SearchHeadline,
  SearchQuery,
  SearchRank,
  SearchVector,
  SearchVectorField,
  StringAgg,
  TrigramSimilarity,
  TrigramWordSimilarity,
} from 'jango/contrib/postgres';
import * as fields from 'jango/contrib/postgres/forms';
import { F, models, Value } from 'jango/db';
import * as forms from 'jango/forms';

/** Fields of every kind. */
export class Odd extends models.Model {
  name = models.CharField({ maxLength: 50, default: 'x' });
  tags = ArrayField(models.CharField({ maxLength: 40 }), { null: true });
  counts = ArrayField(models.IntegerField(), { null: true });
  grid = ArrayField(ArrayField(models.IntegerField()), { null: true });
  days = ArrayField(models.DateField(), { null: true });
  moments = ArrayField(models.DateTimeField(), { null: true });
  prices = ArrayField(models.DecimalField({ maxDigits: 9, decimalPlaces: 2 }), { null: true });
  flags = ArrayField(models.BooleanField(), { null: true });
  ids = ArrayField(models.UUIDField(), { null: true });
  documents = ArrayField(models.JSONField(), { null: true });
  blobs = ArrayField(models.BinaryField(), { null: true });
  map = HStoreField({ null: true });
  seats = IntegerRangeField({ null: true });
  money = DecimalRangeField({ null: true });
  season = DateRangeField({ null: true });
  during = DateTimeRangeField({ null: true });
  words = SearchVectorField({ null: true });

  static objects = models.Manager<Odd>();
}

class OddForm extends forms.Form {
  texts = fields.SimpleArrayField(forms.CharField());
  numbers = fields.SimpleArrayField(forms.IntegerField(), { delimiter: ';' });
  parts = fields.SplitArrayField(forms.CharField(), { size: 2 });
  map = fields.HStoreField();
  seats = fields.IntegerRangeField();
  during = fields.DateTimeRangeField();
}

type Door = (value: never) => unknown;

interface Untyped {
  [method: string]: (...args: readonly unknown[]) => Untyped & PromiseLike<unknown>;
}

const odd = Odd.objects as never as Untyped;
const any = (value: unknown): never => value as never;
const ARRAYS = ['tags', 'counts', 'grid', 'days', 'moments', 'prices', 'flags', 'ids', 'documents', 'blobs'];
const RANGES = ['seats', 'money', 'season', 'during'];

function doors(names: readonly string[], lookups: readonly string[]): [string, Door][] {
  const paths = names.flatMap((name) => lookups.map((lookup) => name + lookup));
  return paths.flatMap((path): [string, Door][] => [
    [`filter() by ${path}`, (value) => odd['filter']!({ [path]: value })],
    [`filter() by a list in ${path}`, (value) => odd['filter']!({ [path]: [value] })],
  ]);
}

function kept(name: string): [string, Door][] {
  return [
    [`${name} that is written`, (value) => odd['filter']!({ pk: -1 })['update']!({ [name]: value })],
    [
      `a list in ${name} that is written`,
      (value) => odd['filter']!({ pk: -1 })['update']!({ [name]: [value] }),
    ],
    [
      `${name} that is validated`,
      (value) => (new Odd({ [name]: value } as never) as never as Untyped)['fullClean']!(),
    ],
  ];
}

function range(value: unknown): unknown {
  return new Range(any(value), any(value));
}

/** A name behind another, what is none as it is. */
function within(before: string, name: unknown): never {
  return any(typeof name === 'string' ? before + name : name);
}

const RANGE_LOOKUPS = [
  '',
  '__contains',
  '__contained_by',
  '__overlap',
  '__fully_lt',
  '__adjacent_to',
  '__startswith',
  '__isempty',
  '__in',
  '__upper_inf',
];

/** Where a value goes in. */
export const VALUE_DOORS: Readonly<Record<string, Door>> = {
  ...Object.fromEntries([
    ...doors(ARRAYS, ['', '__contains', '__overlap', '__len', '__0', '__in', '__0_2']),
    ...doors(['tags'], ['__contained_by', '__0__icontains', '__len__in']),
    ...doors(
      ['map'],
      [
        '',
        '__contains',
        '__contained_by',
        '__has_key',
        '__has_keys',
        '__has_any_keys',
        '__keys__contains',
        '__values',
        '__a',
        '__a__startswith',
      ],
    ),
    ...doors(RANGES, RANGE_LOOKUPS),
    ...doors(
      ['name'],
      ['__search', '__unaccent', '__unaccent__icontains', '__trigram_similar', '__trigram_word_similar'],
    ),
    ...doors(['words'], ['']),
    ...[...ARRAYS, ...RANGES, 'map', 'words'].flatMap(kept),
    ...RANGES.flatMap((name): [string, Door][] => [
      [`the ends of ${name}`, (value) => odd['filter']!({ [name]: range(value) })],
      [
        `the ends of ${name} that are written`,
        (value) => odd['filter']!({ pk: -1 })['update']!({ [name]: range(value) }),
      ],
    ]),
  ]),
  'keys and texts of a map': (value) =>
    odd['filter']!({ pk: -1 })['update']!({ map: { [typeof value === 'string' ? value : 'a']: value } }),
  'bounds of a Range': (value) => new Range(1, 2, value),
  'a Range with a value': (value) => new Range(1, 2).contains(value),
  'a text of SearchQuery()': (value) => odd['filter']!({ words: SearchQuery(value) }),
  'a raw text of SearchQuery()': (value) =>
    odd['filter']!({ words: SearchQuery(value, { searchType: 'raw' }) }),
  'a config of SearchQuery()': (value) => odd['filter']!({ words: SearchQuery('a', { config: value }) }),
  'a kind of SearchQuery()': (value) => odd['filter']!({ words: SearchQuery('a', { searchType: value }) }),
  'options of SearchQuery()': (value) => odd['filter']!({ words: SearchQuery('a', value) }),
  'a config of SearchVector()': (value) => odd['annotate']!({ x: SearchVector('name', { config: value }) }),
  'a weight of SearchVector()': (value) => odd['annotate']!({ x: SearchVector('name', { weight: value }) }),
  'a value of SearchVector()': (value) => odd['annotate']!({ x: SearchVector(Value(value)) }),
  'SearchConfig()': (value) => odd['annotate']!({ x: SearchVector('name', { config: SearchConfig(value) }) }),
  'Lexeme()': (value) => odd['filter']!({ words: SearchQuery(Lexeme(value, { prefix: true })) }),
  'a weight of Lexeme()': (value) => odd['filter']!({ words: SearchQuery(Lexeme('a', { weight: value })) }),
  'weights of SearchRank()': (value) =>
    odd['annotate']!({ x: SearchRank(F('words'), SearchQuery('a'), { weights: value }) }),
  'a list of weights of SearchRank()': (value) =>
    odd['annotate']!({ x: SearchRank(F('words'), SearchQuery('a'), { weights: any([value, 1, 1, 1]) }) }),
  'normalization of SearchRank()': (value) =>
    odd['annotate']!({ x: SearchRank(F('words'), SearchQuery('a'), { normalization: value }) }),
  'coverDensity of SearchRank()': (value) =>
    odd['annotate']!({ x: SearchRank(F('words'), SearchQuery('a'), { coverDensity: value }) }),
  'a query of SearchRank()': (value) => odd['annotate']!({ x: SearchRank(F('words'), value) }),
  'startSel of SearchHeadline()': (value) =>
    odd['annotate']!({ x: SearchHeadline('name', SearchQuery('a'), { startSel: value, stopSel: value }) }),
  'fragmentDelimiter of SearchHeadline()': (value) =>
    odd['annotate']!({ x: SearchHeadline('name', SearchQuery('a'), { fragmentDelimiter: value }) }),
  'maxWords of SearchHeadline()': (value) =>
    odd['annotate']!({ x: SearchHeadline('name', SearchQuery('a'), { maxWords: value, minWords: value }) }),
  'highlightAll of SearchHeadline()': (value) =>
    odd['annotate']!({ x: SearchHeadline('name', SearchQuery('a'), { highlightAll: value }) }),
  'a config of SearchHeadline()': (value) =>
    odd['annotate']!({ x: SearchHeadline('name', SearchQuery('a'), { config: value }) }),
  'a query of SearchHeadline()': (value) => odd['annotate']!({ x: SearchHeadline('name', value) }),
  'a text of TrigramSimilarity()': (value) => odd['annotate']!({ x: TrigramSimilarity('name', value) }),
  'a text of TrigramWordSimilarity()': (value) =>
    odd['annotate']!({ x: TrigramWordSimilarity(value, 'name') }),
  'a delimiter of StringAgg()': (value) => odd['aggregate']!({ x: StringAgg('name', value) }),
  'a default of ArrayAgg()': (value) => odd['aggregate']!({ x: ArrayAgg('name', { default: value }) }),
  'a default of JSONBAgg()': (value) => odd['aggregate']!({ x: JSONBAgg('name', { default: value }) }),
  'a default of BitAnd()': (value) => odd['aggregate']!({ x: BitAnd('pk', { default: value }) }),
  'the options of ArrayAgg()': (value) => odd['aggregate']!({ x: ArrayAgg('name', value) }),
  'distinct of ArrayAgg()': (value) => odd['aggregate']!({ x: ArrayAgg('name', { distinct: value }) }),
  'a value that an ExclusionConstraint checks': (value) =>
    overlapping.validate(Odd as never, new Odd({ seats: range(value) } as never)),
  'a text that an ExclusionConstraint checks': (value) =>
    overlapping.validate(Odd as never, new Odd({ seats: value } as never)),
  'fields of a form': (value) => new OddForm({ texts: value, numbers: value, map: value } as never).isValid(),
  'fields of a form with several inputs': (value) =>
    new OddForm({
      parts_0: value,
      parts_1: value,
      seats_0: value,
      seats_1: value,
      during_0: value,
    } as never).isValid(),
};

const overlapping = new ExclusionConstraint({
  name: 'overlapping',
  expressions: [['seats', RangeOperators.OVERLAPS]],
});

/** Where a name goes in. */
export const NAME_DOORS: Readonly<Record<string, Door>> = {
  'a key of a map': (name) => odd['filter']!({ [`map__${typeof name === 'string' ? name : 'x'}`]: 'x' }),
  'a key of a map in values()': (name) => odd['values']!(within('map__', name)),
  'a key of a map in orderBy()': (name) => odd['orderBy']!(within('map__', name)),
  'a place in a list': (name) => odd['filter']!({ [`tags__${typeof name === 'string' ? name : 'x'}`]: 'x' }),
  'a place in a list in values()': (name) => odd['values']!(within('tags__', name)),
  'a part of a range in values()': (name) => odd['values']!(within('seats__', name)),
  'a field of SearchVector()': (name) => odd['annotate']!({ x: SearchVector(name) }),
  'a field of SearchRank()': (name) => odd['annotate']!({ x: SearchRank(name, SearchQuery('a')) }),
  'a field of SearchHeadline()': (name) => odd['annotate']!({ x: SearchHeadline(name, SearchQuery('a')) }),
  'a field of ArrayAgg()': (name) => odd['aggregate']!({ x: ArrayAgg(name) }),
  'an order of ArrayAgg()': (name) => odd['aggregate']!({ x: ArrayAgg('name', { orderBy: name }) }),
  'fields of Corr()': (name) => odd['aggregate']!({ x: Corr(name, name) }),
  'a field of TrigramSimilarity()': (name) => odd['annotate']!({ x: TrigramSimilarity(name, 'a') }),
};
