import { atomic, onCommit } from 'jango/db';
import { type HttpRequest, HttpResponse } from 'jango/http';
import { path } from 'jango/urls';
import { nonAtomicRequests } from 'jango/views';
import { Tag } from '../../db/query/app.ts';

export const committed: string[] = [];

async function write(request: HttpRequest): Promise<HttpResponse> {
  await Tag.objects.create({ name: 'written' });
  await onCommit(() => void committed.push('later'));
  await atomic(() => Tag.objects.create({ name: 'inner' }));
  if (request.GET.has('fail')) throw new Error('the view fails');
  return new HttpResponse(committed.join());
}

export const urlpatterns = [path('write/', write), path('free/', nonAtomicRequests(write))];
