import { Case, Count, F, Func, functions, OuterRef, Prefetch, Q, RawSQL, Value, When } from 'jango/db';
import { Article, Author, Reading, Tag } from './app.ts';
import { Host } from './hostile-model.ts';

type Door = (value: never) => PromiseLike<unknown>;
type Doors = Readonly<Record<string, Door>>;

/** Without the types that would stop it: names and values as a request has them. */
const tags = Tag.objects as never as Untyped;
const articles = Article.objects as never as Untyped;
const readings = Reading.objects as never as Untyped;
const hosts = Host.objects as never as Untyped;
const authors = Author.objects as never as Untyped;
const make = functions as never as Record<string, (...args: unknown[]) => object>;

interface Untyped {
  [method: string]: (...args: readonly unknown[]) => Untyped & PromiseLike<unknown>;
}

const keyed = (name: string, value: unknown = 'x'): object => Object.fromEntries([[name, value]]);

/** Where a value goes in. */
export const VALUE_DOORS: Doors = {
  'filter() by a text': (value) => tags['filter']!({ name: value }),
  'filter() by a number': (value) => articles['filter']!({ views: value }),
  'filter() by a truth value': (value) => articles['filter']!({ published: value }),
  'filter() by a moment': (value) => articles['filter']!({ createdAt__gt: value }),
  'filter() by a relation': (value) => articles['filter']!({ author: value }),
  'filter() by part of a text': (value) => tags['filter']!({ name__icontains: value }),
  'filter() by a list': (value) => tags['filter']!({ name__in: [value, 'plain'] }),
  'filter() by a long list': (value) => tags['filter']!({ name__in: Array(50).fill(value) }),
  'filter() by a range': (value) => articles['filter']!({ views__range: [value, value] }),
  'filter() by JSON': (value) => readings['filter']!({ data: value }),
  'filter() by a key in JSON': (value) => readings['filter']!({ data__has_key: value }),
  'filter() by a value in JSON': (value) => readings['filter']!({ data__a__b: value }),
  'filter() by an address': (value) => hosts['filter']!({ address: value }),
  'filter() by a file': (value) => hosts['filter']!({ file: value }),
  'filter() by a pattern': (value) => tags['filter']!({ name__regex: value }),
  'a relation that is written': (value) => articles['filter']!({ pk: -1 })['update']!({ author: value }),
  'exclude()': (value) => tags['exclude']!({ name: value }),
  'exclude() over a relation': (value) => authors['exclude']!({ article__title: value }),
  Q: (value) => tags['filter']!(Q({ name: value } as never).not()),
  'annotate() with Value': (value) => tags['annotate']!({ x: Value(value) }),
  'annotate() with RawSQL': (value) => tags['annotate']!({ x: RawSQL('%s', [value]) }),
  'annotate() with Case': (value) =>
    tags['annotate']!({ x: Case(When({ name: value }, { then: Value(1) }), { default: Value(0) }) }),
  'annotate() with Concat': (value) => tags['annotate']!({ x: make['Concat']!('name', Value(value)) }),
  'annotate() with Replace': (value) =>
    tags['annotate']!({ x: make['Replace']!('name', Value('a'), Value(value)) }),
  'aggregate() with a filter': (value) =>
    tags['aggregate']!({ x: Count('pk', { filter: Q({ name: value } as never) }) }),
  'orderBy() of an expression': (value) => tags['orderBy']!(make['Concat']!('name', Value(value))),
  'update()': (value) => tags['filter']!({ name: 'nobody' })['update']!({ name: value }),
  'update() of a number': (value) => articles['filter']!({ pk: -1 })['update']!({ views: value }),
  'getOrCreate()': (value) => tags['filter']!({ name: 'nobody' })['getOrCreate']!({ name: value, pk: -1 }),
  'bulkCreate()': (value) => tags['bulkCreate']!([new Tag({ name: value } as never)]),
  'a place in a slice': (value) => tags['slice']!(0, value),
  'a place of at()': async (value) => tags['at']!(value),
  'F() and a number': (value) =>
    articles['annotate']!({ x: (F('views') as never as Untyped)['add']!(value) }),
  'fullClean()': (value) =>
    (new Host({ address: value, file: value } as never) as never as Untyped)['fullClean']!(),
};

/** Where a name goes in: each is refused. */
export const NAME_DOORS: Doors = {
  'a lookup': (name) => tags['filter']!(keyed(name)),
  'a lookup of exclude()': (name) => tags['exclude']!(keyed(name)),
  'orderBy()': (name) => tags['orderBy']!(name),
  'orderBy() downwards': (name) => tags['orderBy']!(`-${name as string}`),
  'values()': (name) => tags['values']!(name),
  'valuesList()': (name) => tags['valuesList']!(name),
  'only()': (name) => tags['only']!(name),
  'defer()': (name) => tags['defer']!(name),
  'distinct()': (name) => tags['distinct']!(name),
  'selectRelated()': (name) => articles['selectRelated']!(name),
  'prefetchRelated()': (name) => articles['prefetchRelated']!(name),
  'F()': (name) => tags['filter']!({ name: F(name) }),
  'update()': (name) => tags['update']!(keyed(name)),
  'create()': (name) => tags['create']!(keyed(name)),
  'using()': (name) => tags['using']!(name),
  'the name of a function': (name) => tags['annotate']!({ x: new Func('name', { function: name }) }),
  'a period of datetimes()': (name) => articles['datetimes']!('createdAt', name),
  'a collation': (name) => tags['orderBy']!(make['Collate']!('name', name)),
  'a format of explain()': (name) => tags['all']!()['explain']!({ format: name }),
  'an option of explain()': (name) => tags['all']!()['explain']!(keyed(name, true)),
};

/** Where a name has to be a text, or an object of names. */
export const TEXT_DOORS: Doors = {
  'orderBy()': (name) => tags['orderBy']!(name),
  'only()': (name) => tags['only']!(name),
  'defer()': (name) => tags['defer']!(name),
  'distinct()': (name) => tags['distinct']!(name),
  'selectRelated()': (name) => articles['selectRelated']!(name),
  'prefetchRelated()': (name) => articles['prefetchRelated']!(name),
  'Prefetch()': (name) => articles['prefetchRelated']!(Prefetch(name)),
  'toAttr of Prefetch()': (name) => articles['prefetchRelated']!(Prefetch('tags', { toAttr: name })),
  'earliest()': (name) => tags['earliest']!(name),
  'latest()': (name) => tags['latest']!(name),
  'dates()': (name) => articles['dates']!(name, 'day'),
  'inBulk()': (name) => tags['inBulk']!([1], { fieldName: name }),
  'using()': (name) => tags['using']!(name),
  'F()': (name) => tags['annotate']!({ x: F(name) }),
  'OuterRef()': (name) => tags['annotate']!({ x: new OuterRef(name) }),
  'KT()': (name) => readings['annotate']!({ x: make['KT']!(name) }),
  'a collation': (name) => tags['annotate']!({ x: make['Collate']!('name', name) }),
  'raw()': (name) => tags['raw']!(name),
  'RawSQL()': (name) => tags['annotate']!({ x: RawSQL(name) }),
  'tables of extra()': (name) => tags['extra']!({ tables: [name] }),
  'orderBy of extra()': (name) => tags['extra']!({ orderBy: [name] }),
  'where of extra()': (name) => tags['extra']!({ where: [name] }),
  'bulkUpdate()': async (name) => tags['bulkUpdate']!([await Tag.objects.first()], [name]),
  'bulkCreate() of no instance': (name) => tags['bulkCreate']!([name]),
  'a row of bulkUpdate()': (name) => tags['bulkUpdate']!([name], ['name']),
};

/** Where an object of names and values goes in: anything else is refused. */
export const OBJECT_DOORS: Doors = {
  'filter()': (given) => tags['filter']!(given),
  'Q()': (given) => tags['filter']!(Q(given)),
  'annotate()': (given) => tags['annotate']!(given),
  'aggregate()': (given) => tags['aggregate']!(given),
  'update()': (given) => tags['update']!(given),
  'create()': (given) => tags['create']!(given),
  'getOrCreate()': (given) => tags['getOrCreate']!(given),
  'extra()': (given) => tags['extra']!(given),
};

/** Where a name of letters alone is as good as another. */
export const ALIAS_DOORS: Doors = {
  'an alias of annotate()': (name) => tags['annotate']!(keyed(name, Value(1))),
  'an alias of alias()': (name) => tags['alias']!(keyed(name, Value(1))),
  'an alias of aggregate()': (name) => tags['aggregate']!(keyed(name, Count('pk'))),
  'an alias of values()': (name) => tags['values']!(keyed(name, Value(1))),
};

/** Where a name is data, and so a parameter, or a name of the database's. */
export const DATA_DOORS: Doors = {
  'a part of a date': (name) => articles['annotate']!({ x: make['Extract']!('createdAt', name) }),
  'a period': (name) => articles['annotate']!({ x: make['Trunc']!('createdAt', name) }),
  'a key of JSON': (name) => readings['filter']!(keyed(`data__${(name as string).replaceAll('__', '_')}`)),
  'a key of JSONObject()': (name) => tags['annotate']!({ x: make['JSONObject']!(keyed(name, Value(1))) }),
};
