// A project of 100 models in 20 apps with 1,000 queries over them, written into a folder: what the type checker is timed on.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../scripts/lib/run.mjs';

const APPS = 20;
const MODELS = 5;
export const QUERIES = 10;

const name = (index) => `Model${index % (APPS * MODELS)}`;
const app = (index) => `app${Math.floor((index % (APPS * MODELS)) / MODELS)}`;

/** Twelve fields: two relations to other apps, a relation to itself, many tags, and eight columns. */
const model = (n) => `
export class ${name(n)} extends models.Model {
  title = models.CharField({ maxLength: 100 });
  slug = models.SlugField({ unique: true });
  body = models.TextField({ blank: true });
  price = models.DecimalField({ maxDigits: 8, decimalPlaces: 2 });
  views = models.IntegerField({ default: 0 });
  live = models.BooleanField({ default: false });
  createdAt = models.DateTimeField({ autoNowAdd: true });
  endsOn = models.DateField({ null: true, blank: true });
  owner = models.ForeignKey(() => ${name(n + 7)}, { onDelete: models.CASCADE, relatedName: '+' });
  place = models.ForeignKey(() => ${name(n + 31)}, { onDelete: models.SET_NULL, null: true, relatedName: '+' });
  parent = models.ForeignKey(() => ${name(n)}, { onDelete: models.CASCADE, null: true, relatedName: '+' });
  tags = models.ManyToManyField(() => ${name(n + 53)}, { relatedName: '+' });

  static objects = models.Manager<${name(n)}>();
  static meta: models.Meta<${name(n)}> = { ordering: ['-createdAt', 'owner__title'] };
}
`;

const queries = (n) => `
export async function of${name(n)}(request: { GET: { get(name: string): string | null } }) {
  const found = await ${name(n)}.objects.filter({ title__icontains: request.GET.get('q') ?? '', live: true }).orderBy('-views');
  const far = await ${name(n)}.objects.filter({ owner__place__parent__title: 'x', tags__views__gt: 3 }).distinct();
  const without = ${name(n)}.objects.exclude(Q({ endsOn__isnull: true }).or(Q({ place__price__lte: 5 }))).orderBy('owner__owner__slug');
  const rows = await ${name(n)}.objects.values('title', 'views', 'owner__title');
  const pairs = await ${name(n)}.objects.valuesList('pk', 'place__slug');
  const counted = await ${name(n)}.objects.annotate({ n: Count('tags'), dear: Max('owner__price') }).filter({ n__gte: 2 });
  const joined = await ${name(n)}.objects.selectRelated('owner', 'place').prefetchRelated('tags').get({ slug: 's' });
  const made = await ${name(n)}.objects.create({ title: 't', slug: 's', price: '1.50', ownerId: 1 });
  const changed = await ${name(n)}.objects.filter({ pk__in: [1, 2], createdAt__year: 2026 }).update({ views: F('views').add(1) });
  const { total } = await ${name(n)}.objects.aggregate({ total: Sum('views') });
  return [
    found[0]?.title.length, far[0]?.views, await without.count(), rows[0]?.owner__title.length, pairs[0]?.[1],
    counted[0]?.n, joined.owner.title, made.pk + changed, total,
  ];
}
`;

function importsOf(n, wanted) {
  const byApp = new Map();
  for (const index of wanted) {
    if (app(index) === app(n)) continue;
    const names = byApp.get(app(index)) ?? new Set();
    byApp.set(app(index), names.add(name(index)));
  }
  return [...byApp]
    .map(([from, names]) => `import { ${[...names].join(', ')} } from '../${from}/models.ts';\n`)
    .join('');
}

/** @returns the folder, which holds a tsconfig.json that finds the published types; remove it with `dropFixture()` */
export function writeFixture() {
  const folder = mkdtempSync(path.join(tmpdir(), 'jango-types-'));
  const write = (file, text) => {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), text);
  };
  for (let first = 0; first < APPS * MODELS; first += MODELS) {
    const own = Array.from({ length: MODELS }, (_, i) => first + i);
    const others = own.flatMap((n) => [n + 7, n + 31, n + 53]);
    write(
      `${app(first)}/models.ts`,
      `import { models } from 'jango/db';\n${importsOf(first, others)}${own.map(model).join('')}`,
    );
    write(
      `${app(first)}/views.ts`,
      `import { Count, F, Max, Q, Sum } from 'jango/db';\nimport { ${own.map(name).join(', ')} } from './models.ts';\n${own.map(queries).join('')}`,
    );
  }
  write('package.json', '{ "type": "module" }\n');
  write(
    'tsconfig.json',
    JSON.stringify({
      extends: path.join(root, 'examples', 'cafe', 'tsconfig.json'),
      compilerOptions: {
        typeRoots: [path.join(root, 'node_modules', '@types')],
        paths: { 'jango/*': [path.join(root, 'dist', '*', 'index.d.ts')] },
      },
      include: ['**/*.ts'],
    }),
  );
  return folder;
}

export function dropFixture(folder) {
  rmSync(folder, { recursive: true, force: true });
}
