// A row of the template engines' benchmark: make() gives a renderer of bench/templates/page.html with nothing compiled yet.
import path from 'node:path';
import { Engine } from '../dist/template/index.js';

const dirs = [path.join(import.meta.dirname, 'templates')];

export async function make() {
  const engine = new Engine({ dirs });
  return (context) => engine.renderToString('page.html', context);
}
