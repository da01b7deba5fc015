import { render } from 'jango/shortcuts';

// Write your views here: export function index(request: HttpRequest) { return render(request, '{{ name }}/index.html'); }
