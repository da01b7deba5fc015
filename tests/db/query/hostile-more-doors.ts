import {
  Avg,
  Count,
  Exists,
  ExpressionWrapper,
  F,
  FilteredRelation,
  functions,
  OuterRef,
  Prefetch,
  Q,
  RawSQL,
  Subquery,
  Value,
  Window,
} from 'jango/db';
import { Article, Author, Reading, Tag } from './app.ts';

type Door = (value: never) => unknown;
type Doors = Readonly<Record<string, Door>>;

interface Untyped {
  [method: string]: (...args: readonly unknown[]) => Untyped & PromiseLike<unknown>;
}

const tags = Tag.objects as never as Untyped;
const articles = Article.objects as never as Untyped;
const readings = Reading.objects as never as Untyped;
const authors = Author.objects as never as Untyped;
const make = functions as never as Record<string, (...args: unknown[]) => object>;
const any = (value: unknown): never => value as never;

/** What a key of an object can be: `{ [name]: 'x' }` with an object that has no text is an error before anything of ours. */
const textOf = (name: unknown): string => (typeof name === 'string' ? name : typeof name);

const keyed = (name: unknown, value: unknown = 'x'): object => Object.fromEntries([[textOf(name), value]]);

/** A name with something around it; what is no text stays what it is. */
const within = (before: string, name: unknown, after = ''): unknown =>
  typeof name === 'string' ? before + name + after : name;

async function drained(rows: unknown): Promise<number> {
  let count = 0;
  for await (const row of rows as AsyncIterable<unknown>) if (row !== undefined) count++;
  return count;
}

/** A text of its own for each place, as long as a machine can hold so many of. */
const numbered = (value: unknown, place: number): unknown =>
  typeof value === 'string' ? `${value.slice(0, 20)}${place}` : place;

/** Where a value goes in, beside those of `hostile-doors.ts`. */
export const MORE_VALUE_DOORS: Doors = {
  'a parameter of raw()': (value) => tags['raw']!('SELECT * FROM blog_tag WHERE name = %s', [value]),
  'the parameters of raw()': (value) => tags['raw']!('SELECT * FROM blog_tag WHERE name = %s', value),
  'the options of raw()': (value) => tags['raw']!('SELECT * FROM blog_tag', [], value),
  'a parameter of extra()': (value) => tags['extra']!({ where: ['name = %s'], params: [value] }),
  'the parameters of extra()': (value) => tags['extra']!({ where: ['name = %s'], params: value }),
  'selectParams of extra()': (value) => tags['extra']!({ select: { x: '%s' }, selectParams: [value] }),
  'filter() by a list of lists': (value) => tags['filter']!({ name__in: [[value], value] }),
  'filter() by something for a list': (value) => tags['filter']!({ name__in: value }),
  'filter() by something for a range': (value) => articles['filter']!({ views__range: value }),
  'filter() by a key': (value) => tags['filter']!({ pk: value }),
  'filter() by a year': (value) => articles['filter']!({ createdAt__year: value }),
  'filter() by a date': (value) => articles['filter']!({ createdAt__date: value }),
  'filter() by nothing': (value) => articles['filter']!({ editor__isnull: value }),
  'filter() over two relations': (value) => tags['filter']!({ article__author__name: value }),
  'filter() by a list of keys': (value) => articles['filter']!({ author__in: [value] }),
  'filter() by keys in JSON': (value) => readings['filter']!({ data__has_keys: [value] }),
  'filter() by any keys in JSON': (value) => readings['filter']!({ data__has_any_keys: value }),
  'filter() by a part of JSON': (value) => readings['filter']!({ data__contains: value }),
  'filter() by the whole of JSON': (value) => readings['filter']!({ data__contained_by: value }),
  'filter() by a place in JSON': (value) => readings['filter']!({ data__0__a__in: [value] }),
  'filter() by a big number': (value) => readings['filter']!({ serial__gte: value }),
  'JSON that is written': (value) => readings['filter']!({ pk: -1 })['update']!({ data: value }),
  'get()': (value) => tags['get']!({ name: value }),
  'inBulk()': (value) => tags['inBulk']!([value]),
  'inBulk() of something': (value) => tags['inBulk']!(value),
  'contains()': (value) => tags['contains']!(value),
  'slice()': (value) => tags['slice']!(value, value),
  'chunkSize of iterator()': (value) => drained(tags['all']!()['iterator']!({ chunkSize: value })),
  'the options of iterator()': (value) => drained(tags['all']!()['iterator']!(value)),
  'batchSize of bulkCreate()': (value) =>
    tags['bulkCreate']!([new Tag({ name: 'new' })], { batchSize: value, ignoreConflicts: true }),
  'batchSize of bulkUpdate()': async (value) =>
    tags['bulkUpdate']!([await Tag.objects.first()], ['name'], { batchSize: value }),
  'defaults of getOrCreate()': (value) => tags['getOrCreate']!({ name: 'plain' }, { defaults: value }),
  'defaults of updateOrCreate()': (value) => tags['updateOrCreate']!({ name: 'plain' }, { defaults: value }),
  'a zone of datetimes()': (value) => articles['datetimes']!('createdAt', 'day', { timeZone: value }),
  'a zone of Trunc()': (value) =>
    articles['annotate']!({ x: make['TruncDay']!('createdAt', { timeZone: value }) }),
  'an order of dates()': (value) => articles['dates']!('createdAt', 'day', { order: value }),
  'nowait of selectForUpdate()': (value) => tags['selectForUpdate']!({ nowait: value }),
  'a length of Left()': (value) => tags['annotate']!({ x: make['Left']!('name', value) }),
  'a place of Substr()': (value) => tags['annotate']!({ x: make['Substr']!('name', value, value) }),
  'a length of LPad()': (value) => tags['annotate']!({ x: make['LPad']!('name', value, Value('x')) }),
  'digits of Round()': (value) => articles['annotate']!({ x: make['Round']!('views', { precision: value }) }),
  'Power()': (value) => articles['annotate']!({ x: make['Power']!('views', value) }),
  'Coalesce()': (value) => tags['annotate']!({ x: make['Coalesce']!('name', Value(value)) }),
  'NullIf()': (value) => tags['annotate']!({ x: make['NullIf']!('name', value) }),
  'Cast()': (value) => tags['annotate']!({ x: make['Cast']!('name', value) }),
  'outputField of Value': (value) => tags['annotate']!({ x: Value('a', any({ outputField: value })) }),
  'outputField of ExpressionWrapper': (value) =>
    tags['annotate']!({ x: ExpressionWrapper(F('name'), any({ outputField: value })) }),
  'default of Avg()': (value) => articles['aggregate']!({ x: Avg('views', any({ default: value })) }),
  'partitionBy of Window': (value) =>
    tags['annotate']!({ x: new Window(Count('pk') as never, any({ partitionBy: value })) }),
  'orderBy of Window': (value) =>
    tags['annotate']!({ x: new Window(Count('pk') as never, any({ orderBy: value })) }),
  'an expression of annotate()': (value) => tags['annotate']!({ x: value }),
  'an expression of aggregate()': (value) => tags['aggregate']!({ x: value }),
  'an expression of filter()': (value) => tags['filter']!(value),
  'an expression of orderBy()': (value) => tags['orderBy']!(value),
  'a QuerySet of Subquery()': (value) => tags['annotate']!({ x: new Subquery(value) }),
  'a QuerySet of Exists()': (value) => tags['filter']!(new Exists(value)),
  'a QuerySet of union()': (value) => tags['union']!(value),
  'a QuerySet of and()': (value) => tags['all']!()['and']!(value),
  'a QuerySet of Prefetch()': (value) =>
    articles['prefetchRelated']!(
      (Prefetch as never as (...args: unknown[]) => object)('tags', { queryset: value }),
    ),
  'a condition of FilteredRelation()': (value) =>
    authors['annotate']!({
      r: FilteredRelation('article', { condition: Q({ article__title: value } as never) }),
    })['filter']!({ r__views: 0 }),
  'the condition of FilteredRelation()': (value) =>
    authors['annotate']!({ r: FilteredRelation('article', { condition: value }) })['filter']!({
      r__views: 0,
    }),
  'a key of a related manager': async (value) =>
    ((await Article.objects.first()) as never as { tags: Untyped }).tags['add']!(value),
  'what a related manager removes': async (value) =>
    ((await Article.objects.first()) as never as { tags: Untyped }).tags['remove']!(value),
  'RawSQL() with all of its parameters': (value) =>
    tags['annotate']!({ x: (RawSQL as never as (...args: unknown[]) => object)('%s', value) }),
  'a list of 40,000': (value) =>
    tags['filter']!({ name__in: Array.from({ length: 40_000 }, (_, i) => numbered(value, i)) }),
};

/** Where a name goes in, beside those of `hostile-doors.ts`. */
export const MORE_NAME_DOORS: Doors = {
  'a translation of raw()': (name) =>
    tags['raw']!('SELECT id, name AS n FROM blog_tag', [], { translations: keyed('n', name) }),
  'a column in translations of raw()': (name) =>
    tags['raw']!('SELECT id, name FROM blog_tag', [], { translations: keyed(name, 'name') }),
  'values() over a relation': (name) => articles['values']!(within('author__', name)),
  'orderBy() over a relation': (name) => articles['orderBy']!(within('author__', name)),
  'orderBy() upside down': (name) => tags['orderBy']!(within('-', name), '?'),
  'a key of JSON in values()': (name) => readings['values']!(within('data__', name)),
  'a key of JSON in orderBy()': (name) => readings['orderBy']!(within('data__', name)),
  'a key of JSON in F()': (name) => readings['annotate']!({ x: F(any(within('data__', name))) }),
  'a path of KT()': (name) => readings['annotate']!({ x: make['KT']!(within('data__', name)) }),
  'a key of JSON in filter()': (name) => readings['filter']!(keyed(within('data__a__', name))),
  'a column of extra()': (name) => tags['extra']!({ select: keyed(name, '1') }),
  'a table of extra()': (name) => tags['extra']!({ tables: [name] }),
  'an order of extra()': (name) => tags['extra']!({ orderBy: [name] }),
  'a kind of dates()': (name) => articles['dates']!('createdAt', name),
  'a field of dates()': (name) => articles['dates']!(name, 'day'),
  'a field of datetimes()': (name) => articles['datetimes']!(name, 'day'),
  'a part of Extract()': (name) => articles['annotate']!({ x: make['Extract']!('createdAt', name) }),
  'a part of Extract() by option': (name) =>
    articles['annotate']!({ x: make['Extract']!('createdAt', { lookupName: name }) }),
  'uniqueFields of bulkCreate()': (name) =>
    tags['bulkCreate']!([new Tag({ name: 'plain' })], {
      updateConflicts: true,
      uniqueFields: [name],
      updateFields: ['name'],
    }),
  'updateFields of bulkCreate()': (name) =>
    tags['bulkCreate']!([new Tag({ name: 'plain' })], {
      updateConflicts: true,
      uniqueFields: ['name'],
      updateFields: [name],
    }),
  'fields of bulkUpdate()': async (name) => tags['bulkUpdate']!([await Tag.objects.first()], [name]),
  'updateFields of save()': async (name) =>
    ((await Tag.objects.first()) as never as Untyped)['save']!({ updateFields: [name] }),
  'using of save()': async (name) =>
    ((await Tag.objects.first()) as never as Untyped)['save']!({ using: name }),
  'fields of refreshFromDb()': async (name) =>
    ((await Tag.objects.first()) as never as Untyped)['refreshFromDb']!({ fields: [name] }),
  'of in selectForUpdate()': (name) => articles['selectForUpdate']!({ of: [name] }),
  'toAttr of Prefetch()': (name) =>
    articles['prefetchRelated']!(
      (Prefetch as never as (...args: unknown[]) => object)('tags', { toAttr: name }),
    ),
  'a path of Prefetch()': (name) =>
    articles['prefetchRelated']!((Prefetch as never as (...args: unknown[]) => object)(name)),
  'a relation of FilteredRelation()': (name) =>
    authors['annotate']!({ r: FilteredRelation(name as never) })['filter']!({ r__views: 0 }),
  'a name of a FilteredRelation': (name) =>
    authors['annotate']!(keyed(name, FilteredRelation('article')))['filter']!(
      keyed(within('', name, '__views'), 0),
    ),
  'OuterRef()': (name) =>
    tags['annotate']!({
      x: new Exists(Tag.objects.filter({ name: new OuterRef(any(name)) as never }) as never),
    }),
  'a field of Count()': (name) => tags['aggregate']!({ x: Count(any(name)) }),
  'a field of a function': (name) => tags['annotate']!({ x: make['Upper']!(name) }),
  'a collation': (name) => tags['filter']!({ name: make['Collate']!(Value('a'), name) }),
  'fieldName of inBulk()': (name) => tags['inBulk']!(['plain'], { fieldName: name }),
  'earliest()': (name) => tags['earliest']!(name),
  'valuesList()': (name) => tags['valuesList']!(name, { flat: true }),
  'an alias of a value in values()': (name) => tags['values']!(keyed(name, F('name'))),
  'a key of JSONObject()': (name) => tags['annotate']!({ x: make['JSONObject']!(keyed(name, 'name')) }),
  'a database': (name) => tags['using']!(name),
  'defaults of getOrCreate()': (name) => tags['getOrCreate']!({ name: 'absent' }, { defaults: keyed(name) }),
  'the constructor of a model': (name) => Promise.resolve(new Tag(keyed(name) as never)),
};
