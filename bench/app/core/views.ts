import {
  type HttpRequest,
  HttpResponse,
  HttpResponseBadRequest,
  HttpResponseRedirect,
  JsonResponse,
} from 'jango/http';
import { render } from 'jango/shortcuts';
import { timezone } from 'jango/utils';
import { requirePOST } from 'jango/views';
import { ArticleForm } from './forms.ts';
import { Article, Fortune, World } from './models.ts';

const full = process.env['VARIANT'] === 'full';
const randomId = () => 1 + Math.floor(Math.random() * 10_000);

/** The number of rows asked for, 1 to 500. */
function count(request: HttpRequest): number {
  const n = Number.parseInt(request.GET.get('n') ?? '', 10);
  return n >= 1 ? Math.min(n, 500) : 1;
}

export function plaintext(_request: HttpRequest) {
  return new HttpResponse('Hello, World!', { contentType: 'text/plain' });
}

export function json(_request: HttpRequest) {
  return new JsonResponse({ message: 'Hello, World!' });
}

export async function db(_request: HttpRequest) {
  return new JsonResponse(asJson(await World.objects.get({ pk: randomId() })));
}

export async function queries(request: HttpRequest) {
  return new JsonResponse((await worlds(count(request))).map(asJson));
}

export async function updates(request: HttpRequest) {
  const rows = await worlds(count(request));
  for (const world of rows) {
    world.randomNumber = randomId();
    await world.save({ updateFields: ['randomNumber'] });
  }
  return new JsonResponse(rows.map(asJson));
}

export async function fortunes(request: HttpRequest) {
  const rows = await Fortune.objects.all();
  rows.push(new Fortune({ id: 0, message: 'Additional fortune added at request time.' }));
  rows.sort((a, b) => (a.message < b.message ? -1 : a.message > b.message ? 1 : 0));
  return render(request, 'core/fortunes.html', { rows });
}

export async function articles(request: HttpRequest) {
  const newest = await Article.objects.selectRelated('author').orderBy('-id').slice(0, 30);
  return render(request, 'core/articles.html', { articles: newest, full });
}

export const create = requirePOST(async (request: HttpRequest) => {
  const form = new ArticleForm(request.POST);
  if (!(await form.isValid())) return new HttpResponseBadRequest('invalid');
  const article = await form.save({ commit: false });
  article.author = form.cleanedData.author_id;
  article.publishedOn = timezone.localdate();
  await article.save();
  return new HttpResponseRedirect('/articles');
});

async function worlds(n: number): Promise<World[]> {
  const rows: World[] = [];
  for (let i = 0; i < n; i++) rows.push(await World.objects.get({ pk: randomId() }));
  return rows;
}

function asJson(world: World) {
  return { id: world.id, randomNumber: world.randomNumber };
}
